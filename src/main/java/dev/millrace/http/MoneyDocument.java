package dev.millrace.http;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import dev.millrace.wire.StorableText;
import org.jspecify.annotations.Nullable;

/** {@code {"amount": 1999, "currency": "EUR"}}. */
public final class MoneyDocument implements ObjectReading<Money> {
    private static final ObjectFields MONEY = ObjectFields.required("amount", "currency");

    private final JsonCursor json;
    private long amount;
    private @Nullable String currency;

    private MoneyDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable Money read(JsonCursor json) {
        return json.object(MONEY, new MoneyDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "amount" -> amount = json.integer(0, Limits.PRICE_MAX);
            case "currency" -> currency = currency();
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public Money content() {
        return new Money(amount, requireNonNull(currency));
    }

    private @Nullable String currency() {
        String text = json.anyText();
        if (text != null && !StorableText.isCurrency(text)) {
            json.value("out_of_range", "A currency is a code of three capital letters (ISO 4217).");
            return null;
        }
        if (text != null && !Currencies.isInUse(text)) {
            json.value("unknown_currency", "This currency is not in use. Send an ISO 4217 currency that is.");
            return null;
        }
        return text;
    }
}
