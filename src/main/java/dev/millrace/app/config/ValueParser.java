package dev.millrace.app.config;

import dev.millrace.config.Durations;
import dev.millrace.config.Secret;
import dev.millrace.store.DatabaseUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one value's text by the type of the record's component. */
final class ValueParser {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,18})\\s*(KiB|MiB)?");

    private ValueParser() {}

    static Object parse(String text, Class<?> type) {
        String stripped = text.strip();
        if (type == String.class) {
            return stripped;
        } else if (type == int.class) {
            return intOf(stripped);
        } else if (type == boolean.class) {
            return booleanOf(stripped);
        } else if (type == Duration.class) {
            return Durations.parse(stripped);
        } else if (type == Secret.class) {
            return Secret.of(stripped);
        } else if (type == DatabaseUrl.class) {
            return DatabaseUrl.parse(stripped);
        } else if (type.isEnum()) {
            return constantOf(stripped, type);
        }
        throw new IllegalStateException("no settings of type " + type + " can be read");
    }

    private static int intOf(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " (expected: a whole number such as 512, 256KiB or 4MiB)");
        }
        try {
            long unit = matcher.group(2) == null ? 1 : matcher.group(2).equals("KiB") ? 1_024 : 1_048_576;
            return Math.toIntExact(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException(text + " (expected: at most " + Integer.MAX_VALUE + ")");
        }
    }

    private static boolean booleanOf(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text + " (expected: true or false)");
        };
    }

    private static Object constantOf(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> nameOf(constant).equals(text.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " (expected: "
                        + Arrays.stream(type.getEnumConstants())
                                .map(ValueParser::nameOf)
                                .collect(Collectors.joining(", "))
                        + ")"));
    }

    static String nameOf(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
}
