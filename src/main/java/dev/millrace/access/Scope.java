package dev.millrace.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an API key may be used for. */
public enum Scope {
    READ,
    WRITE;

    /** As it is stored and shown, for example {@code read}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that are named; a name that this release does not know gives nothing. */
    public static Set<Scope> of(Collection<String> texts) {
        return Arrays.stream(values())
                .filter(scope -> texts.contains(scope.text()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
