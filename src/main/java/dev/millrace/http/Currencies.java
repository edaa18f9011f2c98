package dev.millrace.http;

import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The currencies that a price may have: those in which somebody pays today. Only the door asks; what the journal holds in
 * others stays as it is.
 *
 * <p>They are what {@link Currency} knows as some country's own (ISO 3166 beside ISO 4217). That leaves out what is in its
 * list and nobody pays with: former currencies ({@code DEM}), metals, codes for tests and for none ({@code XAU}, {@code XTS},
 * {@code XXX}), and units of account. The tables are the Java runtime's, so a new currency comes with an update of that.
 */
final class Currencies {
    private static final Set<String> IN_USE = Stream.of(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull) // Antarctica has none.
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    /** @param code as ISO 4217 has it, in capital letters */
    static boolean isInUse(String code) {
        return IN_USE.contains(code);
    }
}
