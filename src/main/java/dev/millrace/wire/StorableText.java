package dev.millrace.wire;

/** Which texts can be stored. PostgreSQL holds no U+0000, and half a surrogate pair is no character at all. */
public final class StorableText {
    private StorableText() {}

    /** Whether a text holds U+0000 or a lone surrogate. */
    public static boolean hasInvalidCharacter(String text) {
        for (int position = 0; position < text.length(); position++) {
            char unit = text.charAt(position);
            if (unit == 0) {
                return true;
            }
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && position + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(position + 1));
                if (!pair) {
                    return true;
                }
                position++;
            }
        }
        return false;
    }

    /** Whether a text has more than so many characters (code points). */
    public static boolean isLongerThan(int charactersMax, String text) {
        return text.length() > charactersMax && text.codePointCount(0, text.length()) > charactersMax;
    }

    /** Whether a text is three capital letters, as ISO 4217 names currencies. */
    public static boolean isCurrency(String text) {
        return text.length() == 3
                && isCapital(text.charAt(0))
                && isCapital(text.charAt(1))
                && isCapital(text.charAt(2));
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
