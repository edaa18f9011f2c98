package dev.millrace.http.orders;

import static dev.millrace.http.DocumentCase.assertRefused;
import static dev.millrace.http.DocumentCase.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.domain.model.Money;
import dev.millrace.domain.order.PlaceOrder.RequestedLine;
import dev.millrace.http.ProblemCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderDocumentTest {

    @Test
    void readsAnOrderOfOneLine() {
        OrderContent order = read("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", OrderDocument::read);

        assertThat(order).isEqualTo(new OrderContent(null, List.of(new RequestedLine("A", 1, null))));
    }

    @Test
    void readsEveryFieldInWhateverOrder() {
        OrderContent order = read("""
                { "lines": [ {"quantity": 1000000, "unit_price": {"currency":"EUR", "amount":0}, "sku":"\\u0041 é😀"},
                             {"sku":"A","quantity":1}
                           ],
                  "customer_ref": "shop-7" }
                """, OrderDocument::read);

        assertThat(order)
                .isEqualTo(new OrderContent(
                        "shop-7",
                        List.of(
                                new RequestedLine("A é😀", 1_000_000, new Money(0, "EUR")),
                                new RequestedLine("A", 1, null))));
    }

    @Test
    void absentNullAndDefaultAreOne() {
        OrderContent absent = read("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", OrderDocument::read);
        OrderContent none = read(
                "{\"customer_ref\":null,\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unit_price\":null}]}",
                OrderDocument::read);

        assertThat(none).isEqualTo(absent);
        assertThat(none.hash()).isEqualTo(absent.hash());
    }

    @Test
    void theSpellingOfTheJsonDoesNotCount() {
        OrderContent one =
                read("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"customer_ref\":\"é\"}", OrderDocument::read);
        OrderContent other = read(
                "\n{\"customer_ref\" : \"\\u00e9\", \"lines\" : [{\"quantity\":1, \"sku\":\"\\u0041\"}]} \n",
                OrderDocument::read);

        assertThat(other.hash()).isEqualTo(one.hash());
    }

    @Test
    void takesTheLongestThereIs() {
        String ref = "😀".repeat(128);
        String sku = "😀".repeat(64);
        OrderContent order = read(
                "{\"customer_ref\":\"" + ref + "\",\"lines\":[" + lines(100, "{\"sku\":\"" + sku + "\",\"quantity\":1}")
                        + "]}",
                OrderDocument::read);

        assertThat(order.customerRef()).isEqualTo(ref);
        assertThat(order.lines()).hasSize(100);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nothing                | ~~                                              | BODY_REQUIRED     | ~ body_required~
            white space            | ~  ~                                            | BODY_REQUIRED     | ~ body_required~
            an array               | []                                              | WRONG_TYPE        | ~ wrong_type~
            null                   | null                                            | WRONG_TYPE        | ~ wrong_type~
            a string               | "lines"                                         | WRONG_TYPE        | ~ wrong_type~
            a number               | 5                                               | WRONG_TYPE        | ~ wrong_type~
            no fields              | {}                                              | MISSING_FIELD     | /lines missing_field
            lines are null         | {"lines":null}                                  | MISSING_FIELD     | /lines missing_field
            lines are no array     | {"lines":{}}                                    | WRONG_TYPE        | /lines wrong_type
            no lines               | {"lines":[]}                                    | VALIDATION_FAILED | /lines empty
            a line is null         | {"lines":[null]}                                | WRONG_TYPE        | /lines/0 wrong_type
            a line is an array     | {"lines":[[1,2]]}                               | WRONG_TYPE        | /lines/0 wrong_type
            an empty line          | {"lines":[{}]}                                  | MISSING_FIELD     | /lines/0/sku missing_field;/lines/0/quantity missing_field
            unknown field          | {"lines":[{"sku":"A","quantity":1}],"x":{"y":[1]}} | UNKNOWN_FIELD  | /x unknown_field
            unknown, to be escaped | {"lines":[{"sku":"A","quantity":1,"a/b~c":1}]}  | UNKNOWN_FIELD     | /lines/0/a~1b~0c unknown_field
            other capitals         | {"Lines":[{"sku":"A","quantity":1}]}            | UNKNOWN_FIELD     | /Lines unknown_field;/lines missing_field
            field twice            | {"lines":[{"sku":"A","quantity":1}],"lines":[]} | DUPLICATE_FIELD   | /lines duplicate_field
            field twice, one null  | {"lines":null,"lines":[{"sku":"A","quantity":1}]} | DUPLICATE_FIELD | /lines duplicate_field;/lines missing_field
            field twice, escaped   | {"lines":[{"sku":"A","quantity":1,"\\u0073ku":"B"}]} | DUPLICATE_FIELD | /lines/0/sku duplicate_field
            ref is a number        | {"customer_ref":1,"lines":[{"sku":"A","quantity":1}]} | WRONG_TYPE  | /customer_ref wrong_type
            ref is empty           | {"customer_ref":"","lines":[{"sku":"A","quantity":1}]} | VALIDATION_FAILED | /customer_ref empty
            sku is empty           | {"lines":[{"sku":"","quantity":1}]}             | VALIDATION_FAILED | /lines/0/sku empty
            sku is a boolean       | {"lines":[{"sku":true,"quantity":1}]}           | WRONG_TYPE        | /lines/0/sku wrong_type
            sku is an object       | {"lines":[{"sku":{"a":[]},"quantity":1}]}       | WRONG_TYPE        | /lines/0/sku wrong_type
            U+0000 in a text       | {"lines":[{"sku":"A\\u0000","quantity":1}]}     | INVALID_CHARACTER | /lines/0/sku invalid_character
            high surrogate alone   | {"lines":[{"sku":"\\ud800","quantity":1}]}      | INVALID_CHARACTER | /lines/0/sku invalid_character
            low surrogate alone    | {"customer_ref":"\\udc00","lines":[{"sku":"A","quantity":1}]} | INVALID_CHARACTER | /customer_ref invalid_character
            pair the wrong way     | {"lines":[{"sku":"\\udc00\\ud800","quantity":1}]} | INVALID_CHARACTER | /lines/0/sku invalid_character
            U+0000 in a name       | {"lines":[{"sku":"A","quantity":1,"\\u0000":1}]} | INVALID_CHARACTER | /lines/0 invalid_character
            surrogate in a name    | {"\\ud800":1,"lines":[{"sku":"A","quantity":1}]} | INVALID_CHARACTER | ~ invalid_character~
            quantity is a string   | {"lines":[{"sku":"A","quantity":"1"}]}          | WRONG_TYPE        | /lines/0/quantity wrong_type
            quantity is true       | {"lines":[{"sku":"A","quantity":true}]}         | WRONG_TYPE        | /lines/0/quantity wrong_type
            quantity is an array   | {"lines":[{"sku":"A","quantity":[1]}]}          | WRONG_TYPE        | /lines/0/quantity wrong_type
            a fraction             | {"lines":[{"sku":"A","quantity":1.5}]}          | NOT_AN_INTEGER    | /lines/0/quantity not_an_integer
            an idle fraction       | {"lines":[{"sku":"A","quantity":1.0}]}          | NOT_AN_INTEGER    | /lines/0/quantity not_an_integer
            an exponent            | {"lines":[{"sku":"A","quantity":1e3}]}          | NOT_AN_INTEGER    | /lines/0/quantity not_an_integer
            a huge exponent        | {"lines":[{"sku":"A","quantity":1e999999999}]}  | NOT_AN_INTEGER    | /lines/0/quantity not_an_integer
            zero                   | {"lines":[{"sku":"A","quantity":0}]}            | VALIDATION_FAILED | /lines/0/quantity out_of_range
            negative zero          | {"lines":[{"sku":"A","quantity":-0}]}           | VALIDATION_FAILED | /lines/0/quantity out_of_range
            negative               | {"lines":[{"sku":"A","quantity":-1}]}           | VALIDATION_FAILED | /lines/0/quantity out_of_range
            one too many           | {"lines":[{"sku":"A","quantity":1000001}]}      | VALIDATION_FAILED | /lines/0/quantity out_of_range
            2^63-1                 | {"lines":[{"sku":"A","quantity":9223372036854775807}]}  | VALIDATION_FAILED | /lines/0/quantity out_of_range
            2^63                   | {"lines":[{"sku":"A","quantity":9223372036854775808}]}  | OUT_OF_64_BITS | /lines/0/quantity out_of_64_bits
            -2^63                  | {"lines":[{"sku":"A","quantity":-9223372036854775808}]} | VALIDATION_FAILED | /lines/0/quantity out_of_range
            -2^63-1                | {"lines":[{"sku":"A","quantity":-9223372036854775809}]} | OUT_OF_64_BITS | /lines/0/quantity out_of_64_bits
            2^64+1                 | {"lines":[{"sku":"A","quantity":18446744073709551617}]} | OUT_OF_64_BITS | /lines/0/quantity out_of_64_bits
            NaN                    | {"lines":[{"sku":"A","quantity":NaN}]}          | MALFORMED_JSON    | ~ malformed_json~
            infinity               | {"lines":[{"sku":"A","quantity":-Infinity}]}    | MALFORMED_JSON    | ~ malformed_json~
            a leading zero         | {"lines":[{"sku":"A","quantity":01}]}           | MALFORMED_JSON    | ~ malformed_json~
            a leading plus         | {"lines":[{"sku":"A","quantity":+1}]}           | MALFORMED_JSON    | ~ malformed_json~
            hexadecimal            | {"lines":[{"sku":"A","quantity":0x1}]}          | MALFORMED_JSON    | /lines/0/quantity out_of_range; malformed_json
            a minus alone          | {"lines":[{"sku":"A","quantity":-}]}            | MALFORMED_JSON    | ~ malformed_json~
            price is a number      | {"lines":[{"sku":"A","quantity":1,"unit_price":5}]} | WRONG_TYPE    | /lines/0/unit_price wrong_type
            price is empty         | {"lines":[{"sku":"A","quantity":1,"unit_price":{}}]} | MISSING_FIELD | /lines/0/unit_price/amount missing_field;/lines/0/unit_price/currency missing_field
            price is negative      | {"lines":[{"sku":"A","quantity":1,"unit_price":{"amount":-1,"currency":"EUR"}}]} | VALIDATION_FAILED | /lines/0/unit_price/amount out_of_range
            price is too high      | {"lines":[{"sku":"A","quantity":1,"unit_price":{"amount":1000000000001,"currency":"EUR"}}]} | VALIDATION_FAILED | /lines/0/unit_price/amount out_of_range
            currency is small      | {"lines":[{"sku":"A","quantity":1,"unit_price":{"amount":1,"currency":"eur"}}]} | VALIDATION_FAILED | /lines/0/unit_price/currency out_of_range
            currency has a newline | {"lines":[{"sku":"A","quantity":1,"unit_price":{"amount":1,"currency":"EUR\\n"}}]} | VALIDATION_FAILED | /lines/0/unit_price/currency out_of_range
            not closed             | {"lines":[{"sku":"A","quantity":1}]             | MALFORMED_JSON    | ~ malformed_json~
            closed too often       | {"lines":[{"sku":"A","quantity":1}]}}           | MALFORMED_JSON    | ~ malformed_json~
            a second value         | {"lines":[{"sku":"A","quantity":1}]} {}         | MALFORMED_JSON    | ~ malformed_json~
            text after the end     | {"lines":[{"sku":"A","quantity":1}]} x          | MALFORMED_JSON    | ~ malformed_json~
            a comma too many       | {"lines":[{"sku":"A","quantity":1},]}           | MALFORMED_JSON    | ~ malformed_json~
            single quotes          | {'lines':[]}                                    | MALFORMED_JSON    | ~ malformed_json~
            name without quotes    | {lines:[]}                                      | MALFORMED_JSON    | ~ malformed_json~
            a comment              | {"lines":[]/* none */}                          | MALFORMED_JSON    | /lines empty; malformed_json
            a raw control          | {"lines":[{"sku":"A\tB","quantity":1}]}         | MALFORMED_JSON    | ~ malformed_json~
            a wrong escape         | {"lines":[{"sku":"\\x41","quantity":1}]}        | MALFORMED_JSON    | ~ malformed_json~
            a cut escape           | {"lines":[{"sku":"\\u00","quantity":1}]}        | MALFORMED_JSON    | ~ malformed_json~
            half a word            | {"lines":tru}                                   | MALFORMED_JSON    | ~ malformed_json~
            form fields            | lines=1&sku=A                                   | MALFORMED_JSON    | ~ malformed_json~
            """)
    void refuses(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, OrderDocument::read, code, faults.split(";"));
    }

    @Test
    void reportsAllFaultsTogetherAndTheFormatsFirstDecidesTheStatus() {
        assertRefused(
                """
                {"customer_ref":"","lines":[{"sku":"A","quantity":0},{"quantity":1.5,"x":1},{"sku":7,"quantity":1}]}
                """,
                OrderDocument::read,
                ProblemCode.NOT_AN_INTEGER,
                "/customer_ref empty",
                "/lines/0/quantity out_of_range",
                "/lines/1/quantity not_an_integer",
                "/lines/1/x unknown_field",
                "/lines/1/sku missing_field",
                "/lines/2/sku wrong_type");
    }

    @Test
    void keepsWhatItFoundBeforeTheSyntaxBreaks() {
        assertRefused(
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":0}],,}",
                OrderDocument::read,
                ProblemCode.MALFORMED_JSON,
                "/lines/0/quantity out_of_range",
                " malformed_json");
    }

    @Test
    void countsLinesBeyondTheMostWithoutReadingThem() {
        assertRefused(
                "{\"lines\":[" + lines(100, "{\"sku\":\"A\",\"quantity\":1}") + ",{\"sku\":[[]],\"x\":0}]}",
                OrderDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/lines too_many_lines");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertRefused(
                "{\"customer_ref\":\"" + "é".repeat(129) + "\",\"lines\":[{\"sku\":\"" + "😀".repeat(65)
                        + "\",\"quantity\":1}]}",
                OrderDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/customer_ref too_long",
                "/lines/0/sku too_long");
    }

    @Test
    void reportsAHundredFaultsAndThenStops() {
        String hundredAndOne = lines(101, "\"x\":1");
        String[] expected = new String[100];
        Arrays.fill(expected, "/x unknown_field");

        assertRefused("{" + hundredAndOne + ",", OrderDocument::read, ProblemCode.UNKNOWN_FIELD, expected);
    }

    static Stream<Arguments> bytesThatAreNoText() {
        return Stream.of(
                arguments("byte order mark", "EFBBBF" + hex("{\"lines\":[]}")),
                arguments("invalid", hex("{\"lines\":[{\"sku\":\"") + "FF" + hex("\",\"quantity\":1}]}")),
                arguments("overlong U+0000", hex("{\"lines\":[{\"sku\":\"") + "C080" + hex("\",\"quantity\":1}]}")),
                arguments("surrogate", hex("{\"lines\":[{\"sku\":\"") + "EDA080" + hex("\",\"quantity\":1}]}")),
                arguments("cut", hex("{\"lines\":[{\"sku\":\"") + "E282"),
                arguments("Latin-1", hex("{\"lines\":[{\"sku\":\"") + "E9" + hex("\",\"quantity\":1}]}")),
                arguments("raw U+0000", hex("{\"lines\":[{\"sku\":\"") + "00" + hex("\",\"quantity\":1}]}")),
                arguments("zero at the end", hex("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}") + "00"),
                arguments("UTF-16", bytes("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", "UTF-16BE")),
                arguments("UTF-16, small end", bytes("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", "UTF-16LE")),
                arguments("UTF-16, marked", bytes("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", "UTF-16")),
                arguments("UTF-32", bytes("{\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}", "UTF-32")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytesThatAreNoText")
    void refusesWhatIsNotUtf8(String what, String hex) {
        assertRefused(HexFormat.of().parseHex(hex), OrderDocument::read, ProblemCode.MALFORMED_JSON, " malformed_json");
    }

    @Test
    void takesThirtyTwoLevelsAndNoMore() {
        String inner = "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"x\":";

        assertRefused(
                inner + "[".repeat(31) + "]".repeat(31) + "}",
                OrderDocument::read,
                ProblemCode.UNKNOWN_FIELD,
                "/x unknown_field");
        assertRefused(
                inner + "[".repeat(32) + "]".repeat(32) + "}",
                OrderDocument::read,
                ProblemCode.UNKNOWN_FIELD,
                "/x unknown_field",
                " too_deep");
    }

    @Test
    void readsNoFurtherIntoADepthBomb() {
        assertRefused("[".repeat(200_000), OrderDocument::read, ProblemCode.WRONG_TYPE, " wrong_type", " too_deep");
        assertRefused(
                "{\"lines\":" + "[".repeat(200_000),
                OrderDocument::read,
                ProblemCode.WRONG_TYPE,
                "/lines/0 wrong_type",
                " too_deep");
    }

    @Test
    void aMillionDigitsAreCheap() {
        byte[] body = ("{\"lines\":[{\"sku\":\"A\",\"quantity\":" + "9".repeat(1_000_000) + "}]}")
                .getBytes(StandardCharsets.US_ASCII);
        long begin = System.nanoTime();

        assertRefused(body, OrderDocument::read, ProblemCode.OUT_OF_64_BITS, "/lines/0/quantity out_of_64_bits");

        // Turning them into a number would take seconds; reading over them takes milliseconds.
        assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
    }

    @Test
    void aMillionDigitsOfAFractionAreCheap() {
        String digits = "9".repeat(500_000);

        assertRefused(
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":" + digits + "." + digits + "e" + digits + "}]}",
                OrderDocument::read,
                ProblemCode.NOT_AN_INTEGER,
                "/lines/0/quantity not_an_integer");
    }

    private static String lines(int count, String line) {
        return String.join(",", IntStream.range(0, count).mapToObj(_ -> line).toList());
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static String bytes(String text, String charset) {
        return HexFormat.of().formatHex(text.getBytes(Charset.forName(charset)));
    }
}
