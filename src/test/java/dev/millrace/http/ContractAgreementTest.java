package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.http.orders.LineUnitsDocument;
import dev.millrace.http.orders.OrderDocument;
import dev.millrace.http.orders.ReturnDocument;
import dev.millrace.http.products.ProductDocument;
import dev.millrace.http.purchaseorders.GatheringDocument;
import dev.millrace.http.purchaseorders.ReceiptDocument;
import dev.millrace.http.purchaseorders.ResolutionDocument;
import dev.millrace.http.stock.AdjustmentDocument;
import dev.millrace.http.suppliers.ConnectionDocument;
import dev.millrace.http.suppliers.SupplierDocument;
import dev.millrace.purchasing.SupplierNotice;
import dev.millrace.wire.JsonDocument;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The API's document and the hand-written readers take the same bodies. Where they cannot agree, since JSON Schema has
 * no words for a rule, the difference is listed.
 */
class ContractAgreementTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final int BODIES = 2_000;
    private static final long SEED = 8;

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("/v1/orders", "post", reader(OrderDocument::read), maker(BodyGenerator::order)),
                arguments(
                        "/v1/stock/adjustments",
                        "post",
                        reader(AdjustmentDocument::read),
                        maker(BodyGenerator::adjustment)),
                arguments("/v1/products", "post", reader(ProductDocument::read), maker(BodyGenerator::product)),
                arguments(
                        "/v1/products/{sku}",
                        "put",
                        reader(ProductDocument.named("A")),
                        maker(generator -> generator.productNamed("A"))),
                arguments("/v1/suppliers", "post", reader(SupplierDocument::read), maker(BodyGenerator::supplier)),
                arguments(
                        "/v1/orders/{id}/edits",
                        "post",
                        reader(LineUnitsDocument::readEdit),
                        maker(BodyGenerator::edit)),
                arguments(
                        "/v1/orders/{id}/shipments",
                        "post",
                        reader(LineUnitsDocument::readShipment),
                        maker(BodyGenerator::shipment)),
                arguments(
                        "/v1/orders/{id}/returns",
                        "post",
                        reader(ReturnDocument::read),
                        maker(BodyGenerator::takenBack)),
                arguments(
                        "/v1/purchase-orders",
                        "post",
                        reader(GatheringDocument::read),
                        maker(BodyGenerator::gathering)),
                arguments(
                        "/v1/purchase-orders/{id}/resolve",
                        "post",
                        reader(ResolutionDocument::read),
                        maker(BodyGenerator::resolution)),
                arguments(
                        "/v1/purchase-orders/{id}/receipts",
                        "post",
                        reader(ReceiptDocument::read),
                        maker(BodyGenerator::receipt)),
                arguments(
                        "/v1/suppliers/{id}/connection",
                        "put",
                        reader(ConnectionDocument::read),
                        maker(BodyGenerator::connection)),
                arguments(
                        "/v1/supplier-callbacks/{merchant}/{supplier}",
                        "post",
                        reader(SupplierNotice.DOCUMENT),
                        maker(BodyGenerator::notice)),
                arguments("/v1/orders/{id}/cancel", "post", reader(EmptyDocument::read), maker(BodyGenerator::nothing)),
                arguments(
                        "/v1/products/{sku}/deactivate",
                        "post",
                        reader(EmptyDocument::read),
                        maker(BodyGenerator::nothing)));
    }

    @ParameterizedTest(name = "{1} {0}")
    @MethodSource("bodies")
    void theDocumentAndTheReadersTakeTheSame(
            String path, String method, JsonDocument<?> reader, Function<BodyGenerator, JsonNode> maker) {
        Schema schema = schema(path, method);
        BodyGenerator generator = new BodyGenerator(SEED);
        int taken = 0;
        for (int i = 0; i < BODIES; i++) {
            String body = maker.apply(generator).toString();
            boolean readable = isReadable(body, reader);
            assertThat(schema.validate(body, InputFormat.JSON))
                    .as("%s is %s", abbreviated(body), readable ? "taken" : "refused: " + problem(body, reader))
                    .matches(errors -> errors.isEmpty() == readable, "the document says the same");
            taken += readable ? 1 : 0;
        }
        // Otherwise it would prove little.
        assertThat(taken).isBetween(BODIES / 5, BODIES * 9 / 10);
    }

    /** Rules that the document can only say in words. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            an integer may look like a fraction | /v1/orders            | {"lines":[{"sku":"A","quantity":1.0}]}
            a field may come twice              | /v1/orders            | {"lines":[{"sku":"A","quantity":1,"sku":"A"}]}
            a SKU may be corrected twice        | /v1/stock/adjustments | {"reason":"r","lines":[{"sku":"A","set":1},{"sku":"A","set":1}]}
            a line may be edited twice          | /v1/orders/{id}/edits | {"lines":[{"line":0,"quantity":1},{"line":0,"quantity":1}]}
            a SKU may arrive twice              | /v1/purchase-orders/{id}/receipts | {"delivery_note":"n","lines":[{"sku":"A","quantity":1},{"sku":"A","quantity":1}]}
            a currency may be no country's      | /v1/products          | {"sku":"A","price":{"amount":1,"currency":"ZZZ"}}
            an accent may be a character of its own | /v1/products      | {"sku":"cafe\u0301","price":{"amount":1,"currency":"EUR"}}
            a character may show nothing        | /v1/products          | {"sku":"A\u3164","price":{"amount":1,"currency":"EUR"}}
            a date may be none                  | /v1/purchase-orders/{id}/resolve  | {"outcome":"acknowledged","expected_at":"tomorrow"}
            """)
    void whatASchemaCanNotRefuseIsRefusedNevertheless(String difference, String path, String body) {
        assertThat(schema(path, "post").validate(body, InputFormat.JSON)).isEmpty();
        assertThat(isReadable(body, readerOf(path))).isFalse();
    }

    private static JsonDocument<?> readerOf(String path) {
        return switch (path) {
            case "/v1/orders" -> reader(OrderDocument::read);
            case "/v1/products" -> reader(ProductDocument::read);
            case "/v1/stock/adjustments" -> reader(AdjustmentDocument::read);
            case "/v1/orders/{id}/edits" -> reader(LineUnitsDocument::readEdit);
            case "/v1/purchase-orders/{id}/receipts" -> reader(ReceiptDocument::read);
            case "/v1/purchase-orders/{id}/resolve" -> reader(ResolutionDocument::read);
            default -> throw new IllegalArgumentException(path);
        };
    }

    /** By where it is used, so no name of a schema matters. */
    private static Schema schema(String path, String method) {
        String pointer =
                "/paths/" + path.replace("/", "~1") + "/" + method + "/requestBody/content/application~1json/schema";
        return SCHEMAS.getSchema(SchemaLocation.of("classpath:openapi.yaml#" + pointer));
    }

    private static boolean isReadable(String body, JsonDocument<?> reader) {
        return problem(body, reader).isEmpty();
    }

    private static String problem(String body, JsonDocument<?> reader) {
        try {
            DocumentCase.read(body, reader);
            return "";
        } catch (ProblemException refused) {
            return refused.problem().errors().toString();
        }
    }

    private static String abbreviated(String body) {
        return body.length() > 1_000 ? body.substring(0, 1_000) + " …" : body;
    }

    private static JsonDocument<?> reader(JsonDocument<?> reader) {
        return reader;
    }

    private static Function<BodyGenerator, JsonNode> maker(Function<BodyGenerator, JsonNode> maker) {
        return maker;
    }
}
