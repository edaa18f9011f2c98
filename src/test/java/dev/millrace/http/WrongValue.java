package dev.millrace.http;

import java.util.List;

/**
 * A value that most fields cannot have.
 *
 * @param what it is, for people
 * @param raw JSON
 * @param isAlwaysWrong whether no field takes it, whatever a schema can say of it
 */
record WrongValue(String what, String raw, boolean isAlwaysWrong) {
    static final List<WrongValue> ALL = List.of(
            perhaps("null", "null"),
            perhaps("true", "true"),
            perhaps("false", "false"),
            perhaps("zero", "0"),
            perhaps("minus zero", "-0"),
            perhaps("one", "1"),
            perhaps("negative", "-1"),
            perhaps("far below zero", "-9223372036854775808"),
            perhaps("2^63 - 1", "9223372036854775807"),
            always("2^63", "9223372036854775808"),
            always("400 digits", "9".repeat(400)),
            always("a fraction", "1.5"),
            always("an idle fraction", "1.0"),
            always("an exponent", "1e2"),
            always("beyond a double", "1e400"),
            always("below a double", "1e-400"),
            perhaps("empty text", "\"\""),
            perhaps("a word", "\"x\""),
            perhaps("a number in quotes", "\"1\""),
            perhaps("a blank", "\" \""),
            perhaps("a blank at the end", "\"x \""),
            perhaps("a line feed", "\"x\\ny\""),
            perhaps("zero width", "\"x\\u200by\""),
            perhaps("an accent of its own", "\"cafe\\u0301\""),
            perhaps("two dots", "\"..\""),
            perhaps("a slash and a quote", "\"a/b\\\"'%00\""),
            perhaps("far beyond any plane", "\"\\ud83d\\ude00\""),
            always("5,000 characters", "\"" + "n".repeat(5_000) + "\""),
            always("U+0000", "\"x\\u0000\""),
            always("a lone surrogate", "\"\\ud800\""),
            always("the other half", "\"x\\udc00y\""),
            perhaps("a currency of nobody", "\"ZZZ\""),
            perhaps("the year 999999999", "\"+999999999-12-31T23:59:59Z\""),
            perhaps("a day that is none", "\"2026-02-30T00:00:00Z\""),
            perhaps("an empty array", "[]"),
            perhaps("an array of null", "[null]"),
            perhaps("an array of numbers", "[1,2]"),
            perhaps("arrays in arrays", "[".repeat(20) + "]".repeat(20)),
            perhaps("an empty object", "{}"),
            always("an unknown field", "{\"x\":1}"),
            always("an object without a name", "{\"\":null}"));

    private static WrongValue perhaps(String what, String raw) {
        return new WrongValue(what, raw, false);
    }

    private static WrongValue always(String what, String raw) {
        return new WrongValue(what, raw, true);
    }
}
