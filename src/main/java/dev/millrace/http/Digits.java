package dev.millrace.http;

/** Numbers as clients write them in headers and queries: ASCII digits and nothing else. */
public final class Digits {
    private Digits() {}

    /** Whether there is at least one character and each is a digit. */
    public static boolean areAll(String text) {
        for (int position = 0; position < text.length(); position++) {
            char character = text.charAt(position);
            if (character < '0' || character > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
