package dev.millrace.http.purchaseorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
    @Test
    void rowsEndAsTheStandardHasThem() {
        assertThat(text(new CsvWriter().row(List.of("a", "b")).row(List.of("1", ""))))
                .isEqualTo("a,b\r\n1,\r\n");
    }

    @Test
    void whatWouldEndAFieldIsQuoted() {
        assertThat(field("a,b")).isEqualTo("\"a,b\"");
        assertThat(field("a;b")).isEqualTo("\"a;b\"");
        assertThat(field("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(field("two\r\nlines")).isEqualTo("\"two\r\nlines\"");
        assertThat(field("Körbchen")).isEqualTo("Körbchen");
    }

    @Test
    void aSpreadsheetIsGivenNoFormula() {
        for (String formula : new String[] {
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "  @x",
            "\uff1d1",
            "\uff0b1",
            "\uff0d1",
            "\uff201"
        }) {
            assertThat(field(formula)).as(formula).isEqualTo("\"'" + formula + "\"");
        }
        assertThat(field("a=1")).isEqualTo("a=1");
        assertThat(field(" ")).isEqualTo("\" \"");
    }

    private static String field(String value) {
        String row = text(new CsvWriter().row(List.of(value)));
        return row.substring(0, row.length() - 2);
    }

    private static String text(CsvWriter csv) {
        return new String(csv.toBytes(), StandardCharsets.UTF_8);
    }
}
