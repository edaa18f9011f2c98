package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.Faults;
import dev.millrace.wire.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupplierNoticeTest {
    private final Faults faults = new Faults();

    @Test
    void tellsThatItWillDeliver() {
        assertThat(read("""
                {"event":"acknowledged","number":"po_1","reference":"S-1","expected_at":"2026-12-01T08:00:00Z"}"""))
                .isEqualTo(new SupplierNotice.Acknowledged("po_1", "S-1", Instant.parse("2026-12-01T08:00:00Z")));
        assertThat(read("""
                {"event":"acknowledged","number":"po_1"}""")).isEqualTo(new SupplierNotice.Acknowledged("po_1", null, null));
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void tellsThatItWillNot() {
        assertThat(read("""
                {"event":"rejected","number":"po_1","reason":"gone"}""")).isEqualTo(new SupplierNotice.Rejected("po_1", "gone"));
        assertThat(read("""
                {"event":"cancelled","number":"po_1"}""")).isEqualTo(new SupplierNotice.Cancelled("po_1"));
    }

    @Test
    void tellsOfADelivery() {
        assertThat(read("""
                {"event":"delivered","number":"po_1","delivery_note":"DN-1","lines":[{"sku":"A","quantity":3}]}"""))
                .isEqualTo(new SupplierNotice.Delivered("po_1", "DN-1", List.of(new ReceiveGoods.Arrived("A", 3))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"event\":\"exploded\",\"number\":\"po_1\"}",
                "{\"event\":\"delivered\",\"number\":\"po_1\"}",
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"D\"}",
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"D\",\"lines\":[]}",
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"D\",\"lines\":[{\"sku\":\"A\",\"quantity\":0}]}",
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"D\",\"lines\":[{\"sku\":\"A\",\"quantity\":1.5}]}",
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"D\",\"lines\":[{\"sku\":\"A\",\"quantity\":-1}]}",
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"D\",\"lines\":[{\"sku\":\"A\",\"quantity\":1},{\"sku\":\"A\",\"quantity\":1}]}",
                "{\"event\":\"acknowledged\",\"number\":\"po_1\",\"expected_at\":\"soon\"}",
                "{\"event\":\"acknowledged\",\"number\":\"\"}",
                "{\"event\":\"acknowledged\",\"number\":\"po_1\",\"else\":1}",
                "{\"event\":\"acknowledged\",\"number\":\"po_1\",\"number\":\"po_2\"}",
                "[]",
                "<xml/>"
            })
    void saysWhatIsWrong(String json) {
        read(json);

        assertThat(faults.isEmpty()).isFalse();
    }

    /** What is wrong was not left out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "delivery_note":7,"lines":[{"sku":"A","quantity":1}]    | /delivery_note wrong_type
            "delivery_note":"D ","lines":[{"sku":"A","quantity":1}] | /delivery_note blank_at_end
            "delivery_note":"","lines":[{"sku":"A","quantity":1}]   | /delivery_note empty
            "delivery_note":"D","lines":[]                          | /lines empty
            "delivery_note":"D","lines":7                           | /lines wrong_type
            "delivery_note":"D","lines":[{"sku":"A","quantity":0}]  | /lines/0/quantity out_of_range
            "delivery_note":"D","lines":[{"sku":7,"quantity":1}]    | /lines/0/sku wrong_type
            "delivery_note":"D"                                     | /lines missing_field
            "lines":[{"sku":"A","quantity":1}]                      | /delivery_note missing_field
            """)
    void namesOneFaultOfADeliveryOnce(String fields, String fault) {
        read("{\"event\":\"delivered\",\"number\":\"po_1\"," + fields + "}");

        assertThat(faults.all())
                .extracting(found -> found.pointer() + " " + found.code())
                .containsExactly(fault);
    }

    @Test
    void namesANoteThatIsTooLongOnce() {
        read(
                "{\"event\":\"delivered\",\"number\":\"po_1\",\"delivery_note\":\"%s\",\"lines\":[{\"sku\":\"A\",\"quantity\":1}]}"
                        .formatted("n".repeat(65)));

        assertThat(faults.all())
                .extracting(found -> found.pointer() + " " + found.code())
                .containsExactly("/delivery_note too_long");
    }

    private @Nullable SupplierNotice read(String json) {
        return new StrictJson(8).read(json.getBytes(StandardCharsets.UTF_8), faults, SupplierNotice.DOCUMENT);
    }
}
