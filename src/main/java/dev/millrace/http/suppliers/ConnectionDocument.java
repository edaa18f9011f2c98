package dev.millrace.http.suppliers;

import static java.util.Objects.requireNonNull;

import dev.millrace.config.Secret;
import dev.millrace.domain.model.Limits;
import dev.millrace.purchasing.GatherNames;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /v1/suppliers/{id}/connection}. */
public final class ConnectionDocument implements ObjectReading<ConnectionContent> {
    public static final int SECRET_CHARACTERS_MIN = 24;
    public static final int SECRET_CHARACTERS_MAX = 255;
    public static final int ADDRESS_CHARACTERS_MAX = 2_000;

    private static final ObjectFields CONNECTION = ObjectFields.required("kind")
            .optional("address", "secret", "gather", "connect_timeout_ms", "exchange_timeout_ms");
    private static final ObjectFields GATHER = ObjectFields.required("policy").optional("interval_seconds", "units");
    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.of(
            "rest", Kind.REST,
            "soap11", Kind.SOAP11,
            "soap12", Kind.SOAP12,
            "manual", Kind.MANUAL));
    private static final Map<String, String> POLICIES = policies();

    private final JsonCursor json;
    private @Nullable Kind kind;
    private @Nullable String address;
    private @Nullable Secret secret;
    private ConnectionContent.@Nullable Gather gather;
    private @Nullable Long connectTimeout;
    private @Nullable Long exchangeTimeout;

    private ConnectionDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable ConnectionContent read(JsonCursor json) {
        return json.object(CONNECTION, new ConnectionDocument(json));
    }

    @Override
    public void field(String field) {
        switch (field) {
            case "kind" -> kind = json.oneOf(KINDS);
            case "address" -> address = json.text(ADDRESS_CHARACTERS_MAX);
            case "secret" -> secret = secret();
            case "gather" -> gather = json.object(GATHER, new Gather(json));
            case "connect_timeout_ms" -> connectTimeout = json.integer(1, Timeouts.EXCHANGE_MAX.toMillis());
            case "exchange_timeout_ms" -> exchangeTimeout = json.integer(1, Timeouts.EXCHANGE_MAX.toMillis());
            default -> throw new IllegalStateException(field);
        }
    }

    @Override
    public ConnectionContent content() {
        return new ConnectionContent(
                requireNonNull(kind),
                address,
                secret,
                gather == null ? ConnectionContent.Gather.AT_ONCE : gather,
                connectTimeout,
                exchangeTimeout);
    }

    private @Nullable Secret secret() {
        String text = json.text(SECRET_CHARACTERS_MAX);
        if (text != null && text.codePointCount(0, text.length()) < SECRET_CHARACTERS_MIN) {
            json.value("too_short", "A secret has at least " + SECRET_CHARACTERS_MIN + " characters.");
            return null;
        }
        return text == null ? null : Secret.of(text);
    }

    private static Map<String, String> policies() {
        Map<String, String> policies = new LinkedHashMap<>();
        Stream.of(GatherNames.AT_ONCE, GatherNames.INTERVAL, GatherNames.QUANTITY, GatherNames.ON_SUBMIT)
                .forEach(name -> policies.put(name, name));
        return policies;
    }

    /** When we buy. */
    private static final class Gather implements ObjectReading<ConnectionContent.Gather> {
        private final JsonCursor json;
        private @Nullable String policy;
        private @Nullable Long seconds;
        private @Nullable Long units;

        Gather(JsonCursor json) {
            this.json = json;
        }

        @Override
        public void field(String field) {
            switch (field) {
                case "policy" -> policy = json.oneOf(POLICIES);
                case "interval_seconds" -> seconds = json.integer(1, GatherPolicy.Interval.MAX.toSeconds());
                case "units" -> units = json.integer(1, Limits.BACKORDER_MAX_MAX);
                default -> throw new IllegalStateException(field);
            }
        }

        @Override
        public ConnectionContent.Gather content() {
            return new ConnectionContent.Gather(requireNonNull(policy), seconds, units);
        }
    }
}
