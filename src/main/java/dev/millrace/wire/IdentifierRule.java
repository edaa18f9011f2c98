package dev.millrace.wire;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a text must be to become an identifier, one by which things are told apart: nobody can see whether {@code A1} and
 * {@code A1} with a blank, a zero-width space or another spelling of an accent are two products, so only one of them can be
 * made.
 *
 * <p>It is asked where an identifier enters, and nowhere else: what is there already can be read, ordered and changed under
 * the name that it has.
 */
public final class IdentifierRule {
    /**
     * First and last of each range of characters that show nothing by themselves: Unicode 16, Default_Ignorable_Code_Point, as
     * far as they are no format characters, and the blank of Braille.
     */
    private static final int[] IGNORABLE = {
        0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2065, 0x2065, 0x2800, 0x2800, 0x3164, 0x3164,
        0xFE00, 0xFE0F, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0xE0000, 0xE0FFF
    };

    private IdentifierRule() {}

    /** Why a text cannot be an identifier. */
    public enum Breach {
        BLANK_AT_END("This must not begin or end with a blank."),
        INVISIBLE_CHARACTER("This must not contain invisible characters, such as control and zero-width characters."),
        NOT_NORMALIZED(
                "This must be in Unicode's normalization form C, in which each accented letter is one character."),
        RESERVED_NAME("This must not be \".\" or \"..\", which a path cannot hold.");

        private final String detail;

        Breach(String detail) {
            this.detail = detail;
        }

        /** For machines, for example {@code blank_at_end}. */
        public String code() {
            return EnumNames.of(this);
        }

        /** For people. */
        public String detail() {
            return detail;
        }
    }

    /** The first rule that a text breaks as an identifier, or null. */
    public static @Nullable Breach breach(String text) {
        if (text.codePoints().anyMatch(IdentifierRule::isInvisible)) {
            return Breach.INVISIBLE_CHARACTER;
        }
        if (!text.isEmpty() && (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length())))) {
            return Breach.BLANK_AT_END;
        }
        return Normalizer.isNormalized(text, Normalizer.Form.NFC) ? null : Breach.NOT_NORMALIZED;
    }

    /** The same for one that stands in paths, where a client would resolve {@code .} and {@code ..} away. */
    public static @Nullable Breach breachInPath(String text) {
        return text.equals(".") || text.equals("..") ? Breach.RESERVED_NAME : breach(text);
    }

    /** Reads an identifier of 1 to so many characters. */
    public static @Nullable String read(JsonCursor json, int charactersMax) {
        String text = json.text(charactersMax);
        return text == null ? null : noted(json, text, breach(text));
    }

    /** Reads one that stands in paths. */
    public static @Nullable String readInPath(JsonCursor json, int charactersMax) {
        String text = json.text(charactersMax);
        return text == null ? null : noted(json, text, breachInPath(text));
    }

    private static @Nullable String noted(JsonCursor json, String text, @Nullable Breach breach) {
        if (breach == null) {
            return text;
        }
        json.value(breach.code(), breach.detail());
        return null;
    }

    private static boolean isBlank(int character) {
        return Character.isSpaceChar(character) || Character.isWhitespace(character);
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnorable(character);
        };
    }

    private static boolean isIgnorable(int character) {
        for (int range = 0; range < IGNORABLE.length; range += 2) {
            if (character >= IGNORABLE[range] && character <= IGNORABLE[range + 1]) {
                return true;
            }
        }
        return false;
    }
}
