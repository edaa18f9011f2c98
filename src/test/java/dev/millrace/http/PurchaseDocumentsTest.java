package dev.millrace.http;

import static dev.millrace.http.DocumentCase.assertRefused;
import static dev.millrace.http.DocumentCase.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.purchasing.ReceiveGoods.Arrived;
import dev.millrace.http.orders.LineUnitsDocument;
import dev.millrace.http.orders.ReturnDocument;
import dev.millrace.http.purchaseorders.GatheringContent;
import dev.millrace.http.purchaseorders.GatheringDocument;
import dev.millrace.http.purchaseorders.ReceiptContent;
import dev.millrace.http.purchaseorders.ReceiptDocument;
import dev.millrace.http.purchaseorders.ResolutionDocument;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client may say of orders that are there, of purchase orders and of deliveries. */
class PurchaseDocumentsTest {
    @Test
    void aShipmentIsOfSomeLinesOrOfEverything() {
        assertThat(read(
                        "{\"lines\":[{\"line\":3,\"quantity\":2},{\"line\":0,\"quantity\":1}]}",
                        LineUnitsDocument::readShipment))
                .containsExactly(new LineUnits(3, 2), new LineUnits(0, 1));
        assertThat(read("{}", LineUnitsDocument::readShipment)).isEmpty();
        assertThat(read("{\"lines\":null}", LineUnitsDocument::readShipment)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nothing        | {}                                     | MISSING_FIELD     | /lines missing_field
            no lines       | {"lines":[]}                           | VALIDATION_FAILED | /lines empty
            no quantity    | {"lines":[{"line":0}]}                 | MISSING_FIELD     | /lines/0/quantity missing_field
            no line        | {"lines":[{"quantity":1}]}             | MISSING_FIELD     | /lines/0/line missing_field
            zero           | {"lines":[{"line":0,"quantity":0}]}    | VALIDATION_FAILED | /lines/0/quantity out_of_range
            negative       | {"lines":[{"line":0,"quantity":-1}]}   | VALIDATION_FAILED | /lines/0/quantity out_of_range
            a fraction     | {"lines":[{"line":0,"quantity":0.5}]}  | NOT_AN_INTEGER    | /lines/0/quantity not_an_integer
            too many       | {"lines":[{"line":0,"quantity":1000001}]} | VALIDATION_FAILED | /lines/0/quantity out_of_range
            2^63           | {"lines":[{"line":0,"quantity":9223372036854775808}]} | OUT_OF_64_BITS | /lines/0/quantity out_of_64_bits
            line below 0   | {"lines":[{"line":-1,"quantity":1}]}   | VALIDATION_FAILED | /lines/0/line out_of_range
            line 100       | {"lines":[{"line":100,"quantity":1}]}  | VALIDATION_FAILED | /lines/0/line out_of_range
            a line twice   | {"lines":[{"line":1,"quantity":1},{"line":1,"quantity":2}]} | VALIDATION_FAILED | /lines/1/line duplicate_line
            no number twice | {"lines":[{"line":"x","quantity":1},{"line":0,"quantity":1}]} | WRONG_TYPE | /lines/0/line wrong_type
            a sku          | {"lines":[{"line":0,"sku":"A","quantity":1}]} | UNKNOWN_FIELD | /lines/0/sku unknown_field
            """)
    void anEditIsRefused(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, LineUnitsDocument::readEdit, code, faults.split(";"));
    }

    @Test
    void aDeliveryNoteIsAnIdentifier() {
        String lines = "\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}";

        assertRefused(
                "{\"delivery_note\":\"L-1 \"," + lines,
                ReceiptDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/delivery_note blank_at_end");
        assertThat(read("{\"delivery_note\":\"..\"," + lines, ReceiptDocument::read)
                        .deliveryNote())
                .isEqualTo("..");
    }

    @Test
    void aReturnSaysOfEachLineWhetherItCanBeSoldAgain() {
        assertThat(read(
                        "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":true},"
                                + "{\"line\":1,\"quantity\":1,\"restock\":false}]}",
                        ReturnDocument::read))
                .containsExactly(
                        new ReturnGoods.Part(new LineUnits(0, 2), true),
                        new ReturnGoods.Part(new LineUnits(1, 1), false));
        assertRefused(
                "{\"lines\":[{\"line\":0,\"quantity\":2}]}",
                ReturnDocument::read,
                ProblemCode.MISSING_FIELD,
                "/lines/0/restock missing_field");
        assertRefused(
                "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":\"yes\"}]}",
                ReturnDocument::read,
                ProblemCode.WRONG_TYPE,
                "/lines/0/restock wrong_type");
        assertRefused(
                "{\"lines\":[{\"line\":0,\"quantity\":2,\"restock\":true},{\"line\":0,\"quantity\":1,\"restock\":false}]}",
                ReturnDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/lines/1/line duplicate_line");
    }

    @Test
    void aGatheringStaysADraftUnlessItIsSubmitted() {
        assertThat(read("{\"supplier_id\":\"clay\"}", GatheringDocument::read))
                .isEqualTo(new GatheringContent("clay", false));
        assertThat(read("{\"supplier_id\":\"clay\",\"submit\":true}", GatheringDocument::read))
                .isEqualTo(new GatheringContent("clay", true));
        assertRefused("{}", GatheringDocument::read, ProblemCode.MISSING_FIELD, "/supplier_id missing_field");
        assertRefused(
                "{\"supplier_id\":\"" + "s".repeat(65) + "\"}",
                GatheringDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/supplier_id too_long");
    }

    @Test
    void aPersonSaysWhatBecameOfAPurchaseOrder() {
        assertThat(read("{\"outcome\":\"sent\"}", ResolutionDocument::read))
                .isEqualTo(new Move.ByHand(new Move.Sent(0)));
        assertThat(read(
                        "{\"outcome\":\"acknowledged\",\"reference\":\"A-1\",\"expected_at\":\"2026-12-01T01:00:00.123456+01:00\"}",
                        ResolutionDocument::read))
                .isEqualTo(new Move.ByHand(new Move.Acknowledge(0, "A-1", Instant.parse("2026-12-01T00:00:00.123Z"))));
        assertThat(read("{\"outcome\":\"acknowledged\",\"reference\":null}", ResolutionDocument::read))
                .isEqualTo(new Move.ByHand(new Move.Acknowledge(0, null, null)));
        assertThat(read("{\"outcome\":\"not_sent\",\"reason\":\"lost\"}", ResolutionDocument::read))
                .isEqualTo(new Move.ByHand(new Move.NotSent(0, "lost")));
        assertThat(read("{\"outcome\":\"rejected\",\"reason\":\"sold out\"}", ResolutionDocument::read))
                .isEqualTo(new Move.ByHand(new Move.Reject(0, "sold out")));
        assertThat(read("{\"outcome\":\"cancel_confirmed\"}", ResolutionDocument::read))
                .isEqualTo(new Move.ConfirmCancel());
        assertThat(read("{\"outcome\":\"cancel_refused\",\"reason\":\"on its way\"}", ResolutionDocument::read))
                .isEqualTo(new Move.RefuseCancel("on its way"));
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nothing           | {}                                                  | MISSING_FIELD     | /outcome missing_field
            another word      | {"outcome":"received"}                              | VALIDATION_FAILED | /outcome out_of_range
            no reason         | {"outcome":"rejected"}                              | VALIDATION_FAILED | /reason reason_required
            an empty reason   | {"outcome":"rejected","reason":""}                  | VALIDATION_FAILED | /reason empty
            a long reference  | {"outcome":"acknowledged","reference":"1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"} | VALIDATION_FAILED | /reference too_long
            a reason too much | {"outcome":"sent","reason":"x"}                     | VALIDATION_FAILED | /reason not_applicable
            a reference too much | {"outcome":"sent","reference":"x"}               | VALIDATION_FAILED | /reference not_applicable
            a date too much   | {"outcome":"sent","expected_at":"2026-12-01T00:00:00Z"} | VALIDATION_FAILED | /expected_at not_applicable
            no date           | {"outcome":"acknowledged","expected_at":"tomorrow"} | VALIDATION_FAILED | /expected_at invalid_time
            a year too far    | {"outcome":"acknowledged","expected_at":"+10000-12-01T00:00:00Z"} | VALIDATION_FAILED | /expected_at invalid_time
            a number          | {"outcome":"acknowledged","expected_at":1}          | WRONG_TYPE        | /expected_at wrong_type
            an attempt        | {"outcome":"sent","attempt":1}                      | UNKNOWN_FIELD     | /attempt unknown_field
            """)
    void aResolutionIsRefused(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, ResolutionDocument::read, code, faults.split(";"));
    }

    @Test
    void aReceiptHasItsNoteAndItsLines() {
        assertThat(read(
                        "{\"delivery_note\":\"L 1\",\"lines\":[{\"sku\":\"A\",\"quantity\":1000000000}],\"allow_over\":true}",
                        ReceiptDocument::read))
                .isEqualTo(new ReceiptContent("L 1", List.of(new Arrived("A", 1_000_000_000)), true));
    }

    @Test
    void aReceiptTakesAThousandLinesAndNoMore() {
        assertThat(read("{\"delivery_note\":\"n\",\"lines\":[" + lines(1_000) + "]}", ReceiptDocument::read)
                        .arrived())
                .hasSize(1_000);
        assertRefused(
                "{\"delivery_note\":\"n\",\"lines\":[" + lines(1_001) + "]}",
                ReceiptDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/lines too_many_lines");
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no note      | {"lines":[{"sku":"A","quantity":1}]}                           | MISSING_FIELD     | /delivery_note missing_field
            a long note  | {"delivery_note":"12345678901234567890123456789012345678901234567890123456789012345","lines":[{"sku":"A","quantity":1}]} | VALIDATION_FAILED | /delivery_note too_long
            U+0000       | {"delivery_note":"\\u0000","lines":[{"sku":"A","quantity":1}]} | INVALID_CHARACTER | /delivery_note invalid_character
            no lines     | {"delivery_note":"n","lines":[]}                               | VALIDATION_FAILED | /lines empty
            zero         | {"delivery_note":"n","lines":[{"sku":"A","quantity":0}]}       | VALIDATION_FAILED | /lines/0/quantity out_of_range
            too many     | {"delivery_note":"n","lines":[{"sku":"A","quantity":1000000001}]} | VALIDATION_FAILED | /lines/0/quantity out_of_range
            a sku twice  | {"delivery_note":"n","lines":[{"sku":"A","quantity":1},{"sku":"A","quantity":1}]} | VALIDATION_FAILED | /lines/1/sku duplicate_sku
            a word       | {"delivery_note":"n","lines":[{"sku":"A","quantity":1}],"allow_over":"yes"} | WRONG_TYPE | /allow_over wrong_type
            """)
    void aReceiptIsRefused(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, ReceiptDocument::read, code, faults.split(";"));
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(line -> "{\"sku\":\"SKU-" + line + "\",\"quantity\":1}")
                .collect(Collectors.joining(","));
    }
}
