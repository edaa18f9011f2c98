package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.millrace.wire.JsonDocument;
import dev.millrace.wire.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the hand-written readers take is what the published schemas take, and the other way round: thousands of documents
 * that differ in one place from a good one. Beyond JSON Schema, and so not tried here, are repeated fields, numbers
 * written as {@code 1.0}, lone surrogates, and that an adjustment names each SKU once.
 */
class OpenApiAgreementTest {
    private static final RequestDocuments READERS = new RequestDocuments(new StrictJson(32));
    private static final OpenApi API = OpenApi.load();

    @Test
    void onOrders() {
        assertAgreement("NewOrder", """
                {"customer_ref": "web-1", "lines": [
                  {"sku": "A", "quantity": 1, "unit_price": {"amount": 1999, "currency": "EUR"}},
                  {"sku": "B", "quantity": 2}]}
                """, _ -> OrderDocument::read);
    }

    @Test
    void onNewProducts() {
        assertAgreement("NewProduct", PRODUCT, _ -> ProductDocument::read);
    }

    @Test
    void onNewProductsThatAreBackordered() {
        assertAgreement("NewProduct", PRODUCT.replace("\"reject\"", "\"backorder\""), _ -> ProductDocument::read);
    }

    @Test
    void onReplacedProducts() {
        assertAgreement(
                "ProductReplacement",
                PRODUCT,
                body -> ProductDocument.named(
                        body.path("sku").isString() ? body.get("sku").asString() : "of the path"));
    }

    @Test
    void onSuppliers() {
        assertAgreement("NewSupplier", "{\"id\": \"potters\", \"name\": \"Potters\"}", _ -> SupplierDocument::read);
    }

    @Test
    void onAdjustments() {
        assertAgreement("NewAdjustment", """
                {"reason": "count", "lines": [
                  {"sku": "A", "delta": -1}, {"sku": "B", "set": 5}, {"sku": "C", "set": null, "delta": 7}]}
                """, _ -> AdjustmentDocument::read);
    }

    @Test
    void onNothing() {
        assertAgreement("Nothing", "{}", _ -> EmptyDocument::read);
    }

    private static final String PRODUCT = """
            {"sku": "A", "name": "a thing", "price": {"amount": 1999, "currency": "EUR"}, "policy": "reject",
             "supplier_id": "potters", "surplus_bps": 2000, "rounding": "per_line", "backorder_max": 10, "active": true}
            """;

    private static void assertAgreement(String schemaName, String good, Function<JsonNode, JsonDocument<?>> readerOf) {
        Schema schema = API.schema("/components/schemas/" + schemaName);
        List<JsonNode> documents = Mutations.of(JsonMapper.shared().readTree(good));
        List<String> disagreements = new ArrayList<>();
        int taken = 0;
        for (JsonNode document : documents) {
            boolean bySchema = schema.validate(document).isEmpty();
            boolean byReader = takes(readerOf.apply(document), document);
            taken += byReader ? 1 : 0;
            if (bySchema != byReader) {
                disagreements.add((bySchema ? "only the schema takes " : "only the reader takes ") + document);
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(taken).as("documents that both take").isBetween(1, documents.size() - 1);
        assertThat(schema.validate(documents.getFirst())).isEmpty();
    }

    private static boolean takes(JsonDocument<?> reader, JsonNode document) {
        try {
            READERS.read(document.toString().getBytes(StandardCharsets.UTF_8), reader);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }
}
