package dev.millrace.http;

import org.jspecify.annotations.Nullable;

/** Where a request is meant to go: {@code host} or {@code host:port}, as {@code Host} and a whole URL have it (RFC 3986 §3.2). */
final class Authority {
    private static final String NAME_SIGNS = "-._~!$&'()*+,;=";
    private static final String ADDRESS_SIGNS = ":.-_~!$&'()*+,;=";
    private static final int PORT_DIGITS_MAX = 5;
    private static final int PORT_MAX = 65_535;
    private static final int HEXADECIMAL = 16;
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private Authority() {}

    /** Whether it may stand in {@code Host}, where it may be empty. */
    static boolean isValid(String text) {
        int end = text.startsWith("[") ? endOfAddress(text) : endOfName(text);
        return end >= 0 && isPort(text, end);
    }

    /** The path and query of a whole URL, or null if it is none of ours. Whose they are is not asked: there is one host. */
    static @Nullable String originForm(String url) {
        int from = scheme(url);
        if (from < 0) {
            return null;
        }
        int end = from;
        while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        if (end == from || url.charAt(from) == ':' || !isValid(url.substring(from, end))) {
            return null;
        }
        String rest = url.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static int scheme(String url) {
        if (url.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return HTTP.length();
        }
        return url.regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? HTTPS.length() : -1;
    }

    private static int endOfName(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) != ':') {
            if (text.charAt(at) == '%') {
                if (!isHexadecimal(text, at + 1) || !isHexadecimal(text, at + 2)) {
                    return -1;
                }
                at += 2;
            } else if (!isOf(text.charAt(at), NAME_SIGNS)) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private static int endOfAddress(String text) {
        int end = text.indexOf(']');
        for (int at = 1; at < end; at++) {
            if (!isOf(text.charAt(at), ADDRESS_SIGNS)) {
                return -1;
            }
        }
        return end < 2 ? -1 : end + 1;
    }

    private static boolean isPort(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        String digits = text.substring(from + 1);
        return text.charAt(from) == ':'
                && digits.length() <= PORT_DIGITS_MAX
                && (digits.isEmpty() || (Digits.areAll(digits) && Integer.parseInt(digits) <= PORT_MAX));
    }

    private static boolean isOf(char c, String signs) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || signs.indexOf(c) >= 0;
    }

    private static boolean isHexadecimal(String text, int at) {
        return at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), HEXADECIMAL) >= 0;
    }
}
