package dev.millrace.http.stock;

import static dev.millrace.http.DocumentCase.assertRefused;
import static dev.millrace.http.DocumentCase.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.http.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustmentDocumentTest {

    @Test
    void readsDeltasAndSets() {
        AdjustmentContent adjustment = read("""
                {"reason":"count","lines":[{"sku":"A","delta":-5},{"sku":"B","set":0},
                  {"sku":"C","delta":7,"set":null}]}
                """, AdjustmentDocument::read);

        assertThat(adjustment)
                .isEqualTo(new AdjustmentContent(
                        "count",
                        List.of(
                                new Correction.Delta("A", -5),
                                new Correction.Set("B", 0),
                                new Correction.Delta("C", 7))));
    }

    @Test
    void takesAThousandLinesAndNoMore() {
        assertThat(read("{\"reason\":\"r\",\"lines\":[" + lines(1_000) + "]}", AdjustmentDocument::read)
                        .corrections())
                .hasSize(1_000);
        assertRefused(
                "{\"reason\":\"r\",\"lines\":[" + lines(1_001) + "]}",
                AdjustmentDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/lines too_many_lines");
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nothing          | ~~                                                 | BODY_REQUIRED     | ~ body_required~
            no fields        | {}                                                 | MISSING_FIELD     | /reason missing_field;/lines missing_field
            empty reason     | {"reason":"","lines":[{"sku":"A","delta":1}]}      | VALIDATION_FAILED | /reason empty
            reason is null   | {"reason":null,"lines":[{"sku":"A","delta":1}]}    | MISSING_FIELD     | /reason missing_field
            reason is no text | {"reason":[],"lines":[{"sku":"A","delta":1}]}     | WRONG_TYPE        | /reason wrong_type
            no lines         | {"reason":"r","lines":[]}                          | VALIDATION_FAILED | /lines empty
            no sku           | {"reason":"r","lines":[{"delta":1}]}               | MISSING_FIELD     | /lines/0/sku missing_field
            neither          | {"reason":"r","lines":[{"sku":"A"}]}               | MISSING_FIELD     | /lines/0 missing_field
            neither, nulls   | {"reason":"r","lines":[{"sku":"A","set":null}]}    | MISSING_FIELD     | /lines/0 missing_field
            both             | {"reason":"r","lines":[{"sku":"A","delta":1,"set":1}]} | UNKNOWN_FIELD | /lines/0 unknown_field
            a fraction       | {"reason":"r","lines":[{"sku":"A","delta":0.5}]}   | NOT_AN_INTEGER    | /lines/0/delta not_an_integer
            a string         | {"reason":"r","lines":[{"sku":"A","set":"5"}]}     | WRONG_TYPE        | /lines/0/set wrong_type
            2^63             | {"reason":"r","lines":[{"sku":"A","delta":9223372036854775808}]} | OUT_OF_64_BITS | /lines/0/delta out_of_64_bits
            too much         | {"reason":"r","lines":[{"sku":"A","delta":1000000000001}]}  | VALIDATION_FAILED | /lines/0/delta out_of_range
            too little       | {"reason":"r","lines":[{"sku":"A","delta":-1000000000001}]} | VALIDATION_FAILED | /lines/0/delta out_of_range
            set below zero   | {"reason":"r","lines":[{"sku":"A","set":-1}]}      | VALIDATION_FAILED | /lines/0/set out_of_range
            set too high     | {"reason":"r","lines":[{"sku":"A","set":1000000000001}]} | VALIDATION_FAILED | /lines/0/set out_of_range
            a sku twice      | {"reason":"r","lines":[{"sku":"A","delta":1},{"sku":"B","set":1},{"sku":"A","set":1}]} | VALIDATION_FAILED | /lines/2/sku duplicate_sku
            unknown field    | {"reason":"r","lines":[{"sku":"A","delta":1,"by":1}]} | UNKNOWN_FIELD  | /lines/0/by unknown_field
            """)
    void refuses(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, AdjustmentDocument::read, code, faults.split(";"));
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(line -> "{\"sku\":\"SKU-" + line + "\",\"delta\":1}")
                .collect(Collectors.joining(","));
    }
}
