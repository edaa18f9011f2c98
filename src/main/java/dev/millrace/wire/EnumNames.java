package dev.millrace.wire;

import java.util.Locale;

/** Enum constants as the API writes them. */
public final class EnumNames {
    private EnumNames() {}

    /** {@code PER_LINE} as {@code per_line}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such constant */
    public static <E extends Enum<E>> E parse(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
