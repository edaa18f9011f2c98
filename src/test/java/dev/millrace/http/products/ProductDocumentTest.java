package dev.millrace.http.products;

import static dev.millrace.http.DocumentCase.assertRefused;
import static dev.millrace.http.DocumentCase.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.http.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductDocumentTest {
    private static final ProductDraft PLAIN = new ProductDraft(
            "A",
            "A",
            new Money(1999, "EUR"),
            StockPolicy.REJECT,
            null,
            2_000,
            Rounding.PER_LINE,
            Packaging.SINGLE,
            100_000,
            true);

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(read("{\"sku\":\"A\",\"price\":{\"amount\":1999,\"currency\":\"EUR\"}}", ProductDocument::read))
                .isEqualTo(PLAIN);
    }

    @Test
    void nullIsLeftOut() {
        assertThat(read("""
                {"sku":"A","name":null,"price":{"amount":1999,"currency":"EUR"},"policy":null,"supplier_id":null,
                 "surplus_bps":null,"rounding":null,"pack_size":null,
                 "minimum_quantity":null,"backorder_max":null,"active":null}
                """, ProductDocument::read)).isEqualTo(PLAIN);
    }

    @Test
    void readsEveryField() {
        assertThat(read("""
                {"sku":"A","name":"Anvil","price":{"amount":0,"currency":"USD"},"policy":"backorder",
                 "supplier_id":"acme","surplus_bps":100000,"rounding":"per_purchase_order","pack_size":6,
                 "minimum_quantity":24,"backorder_max":0,"active":false}
                """, ProductDocument::read))
                .isEqualTo(new ProductDraft(
                        "A",
                        "Anvil",
                        new Money(0, "USD"),
                        StockPolicy.BACKORDER,
                        "acme",
                        100_000,
                        Rounding.PER_PURCHASE_ORDER,
                        new Packaging(6, 24),
                        0,
                        false));
    }

    @Test
    void aProductThatThePathNamesNeedsNoSku() {
        String price = "\"price\":{\"amount\":1999,\"currency\":\"EUR\"}";

        assertThat(read("{" + price + "}", ProductDocument.named("A"))).isEqualTo(PLAIN);
        assertThat(read("{" + price + ",\"sku\":\"A\"}", ProductDocument.named("A")))
                .isEqualTo(PLAIN);
        assertRefused(
                "{" + price + ",\"sku\":\"B\"}",
                ProductDocument.named("A"),
                ProblemCode.VALIDATION_FAILED,
                "/sku out_of_range");
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            no fields         | {}                                                | MISSING_FIELD     | /sku missing_field;/price missing_field
            no object         | "A"                                               | WRONG_TYPE        | ~ wrong_type~
            unknown policy    | {"sku":"A","price":{"amount":1,"currency":"EUR"},"policy":"refuse"}   | VALIDATION_FAILED | /policy out_of_range
            policy is no text | {"sku":"A","price":{"amount":1,"currency":"EUR"},"policy":1}          | WRONG_TYPE        | /policy wrong_type
            policy with zero  | {"sku":"A","price":{"amount":1,"currency":"EUR"},"policy":"\\u0000"}  | INVALID_CHARACTER | /policy invalid_character
            no supplier       | {"sku":"A","price":{"amount":1,"currency":"EUR"},"policy":"backorder"} | VALIDATION_FAILED | /supplier_id supplier_required
            supplier is null  | {"sku":"A","price":{"amount":1,"currency":"EUR"},"policy":"backorder","supplier_id":null} | VALIDATION_FAILED | /supplier_id supplier_required
            supplier is empty | {"sku":"A","price":{"amount":1,"currency":"EUR"},"policy":"backorder","supplier_id":""} | VALIDATION_FAILED | /supplier_id empty
            unknown rounding  | {"sku":"A","price":{"amount":1,"currency":"EUR"},"rounding":"up"}     | VALIDATION_FAILED | /rounding out_of_range
            surplus too low   | {"sku":"A","price":{"amount":1,"currency":"EUR"},"surplus_bps":-1}    | VALIDATION_FAILED | /surplus_bps out_of_range
            surplus too high  | {"sku":"A","price":{"amount":1,"currency":"EUR"},"surplus_bps":100001} | VALIDATION_FAILED | /surplus_bps out_of_range
            maximum too high  | {"sku":"A","price":{"amount":1,"currency":"EUR"},"backorder_max":1000000001} | VALIDATION_FAILED | /backorder_max out_of_range
            active is no flag | {"sku":"A","price":{"amount":1,"currency":"EUR"},"active":"true"}     | WRONG_TYPE        | /active wrong_type
            active is one     | {"sku":"A","price":{"amount":1,"currency":"EUR"},"active":1}          | WRONG_TYPE        | /active wrong_type
            price is null     | {"sku":"A","price":null}                          | MISSING_FIELD     | /price missing_field
            price is text     | {"sku":"A","price":"19.99 EUR"}                   | WRONG_TYPE        | /price wrong_type
            sku is a dot      | {"sku":".","price":{"amount":1,"currency":"EUR"}}                     | VALIDATION_FAILED | /sku reserved_name
            sku is two dots   | {"sku":"..","price":{"amount":1,"currency":"EUR"}}                    | VALIDATION_FAILED | /sku reserved_name
            sku ends blank    | {"sku":"A1\\u00a0","price":{"amount":1,"currency":"EUR"}}            | VALIDATION_FAILED | /sku blank_at_end
            sku has no width  | {"sku":"A\\u200b1","price":{"amount":1,"currency":"EUR"}}            | VALIDATION_FAILED | /sku invisible_character
            sku is no NFC     | {"sku":"cafe\\u0301","price":{"amount":1,"currency":"EUR"}}          | VALIDATION_FAILED | /sku not_normalized
            former currency   | {"sku":"A","price":{"amount":1,"currency":"DEM"}}                     | VALIDATION_FAILED | /price/currency unknown_currency
            no currency       | {"sku":"A","price":{"amount":1,"currency":"ZZZ"}}                     | VALIDATION_FAILED | /price/currency unknown_currency
            amount is a fraction | {"sku":"A","price":{"amount":19.99,"currency":"EUR"}} | NOT_AN_INTEGER | /price/amount not_an_integer
            no units in a pack | {"sku":"A","price":{"amount":1,"currency":"EUR"},"pack_size":0}     | VALIDATION_FAILED | /pack_size out_of_range
            negative pack     | {"sku":"A","price":{"amount":1,"currency":"EUR"},"pack_size":-1}     | VALIDATION_FAILED | /pack_size out_of_range
            half a pack       | {"sku":"A","price":{"amount":1,"currency":"EUR"},"pack_size":1.5}    | NOT_AN_INTEGER    | /pack_size not_an_integer
            pack is text      | {"sku":"A","price":{"amount":1,"currency":"EUR"},"pack_size":"x"}    | WRONG_TYPE        | /pack_size wrong_type
            pack is an array  | {"sku":"A","price":{"amount":1,"currency":"EUR"},"pack_size":[]}     | WRONG_TYPE        | /pack_size wrong_type
            no minimum        | {"sku":"A","price":{"amount":1,"currency":"EUR"},"minimum_quantity":0} | VALIDATION_FAILED | /minimum_quantity out_of_range
            minimum is text   | {"sku":"A","price":{"amount":1,"currency":"EUR"},"minimum_quantity":"x"} | WRONG_TYPE    | /minimum_quantity wrong_type
            empty name        | {"sku":"A","name":"","price":{"amount":1,"currency":"EUR"}}           | VALIDATION_FAILED | /name empty
            read-only field   | {"sku":"A","price":{"amount":1,"currency":"EUR"},"on_hand":5}         | UNKNOWN_FIELD     | /on_hand unknown_field
            """)
    void refuses(String what, String body, ProblemCode code, String faults) {
        assertRefused(body, ProductDocument::read, code, faults.split(";"));
    }

    /** What is there can be replaced under the name that it has. */
    @Test
    void aNewSkuIsAnIdentifierAndOneOfThePathIsTakenAsItIs() {
        String price = "\"price\":{\"amount\":1999,\"currency\":\"EUR\"}";

        assertRefused(
                "{\"sku\":\"A1 \"," + price + "}",
                ProductDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/sku blank_at_end");
        assertThat(read("{\"sku\":\"A1 \"," + price + "}", ProductDocument.named("A1 "))
                        .sku())
                .isEqualTo("A1 ");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertRefused(
                "{\"sku\":\"%s\",\"name\":\"%s\",\"supplier_id\":\"%s\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}"
                        .formatted("s".repeat(65), "n".repeat(201), "i".repeat(65)),
                ProductDocument::read,
                ProblemCode.VALIDATION_FAILED,
                "/sku too_long",
                "/name too_long",
                "/supplier_id too_long");
    }
}
