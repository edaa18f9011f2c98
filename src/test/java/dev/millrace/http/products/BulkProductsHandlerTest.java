package dev.millrace.http.products;

import static dev.millrace.http.EndpointCase.ask;
import static dev.millrace.http.EndpointCase.text;
import static dev.millrace.http.RecordingGate.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.RecordingGate;
import dev.millrace.http.RequestCase;
import dev.millrace.lane.Result;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkProductsHandlerTest {

    @Test
    void everyLineIsACommandInOrder() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);
        ApiResponse answer = bulk(gate, product("A") + "\n" + product("B") + "\r\n" + product("C"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/x-ndjson");
        assertThat(text(answer)).isEqualTo("""
                {"line":0,"sku":"A","status":200}
                {"line":1,"sku":"B","status":200}
                {"line":2,"sku":"C","status":200}
                """);
        assertThat(gate.commands)
                .map(command -> ((PutProduct) command).draft().sku())
                .containsExactly("A", "B", "C");
        assertThat(gate.commands).allMatch(command -> ((PutProduct) command).mode() == PutProduct.Mode.UPSERT);
    }

    @Test
    void aLineThatIsRefusedLeavesTheOthersAsTheyAre() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);
        List<String> lines = text(bulk(
                        gate,
                        String.join(
                                "\n",
                                product("A"),
                                "{broken",
                                "",
                                "{\"sku\":\"B\"}",
                                product("refused"),
                                product("overloaded"),
                                product("C"),
                                "  \n")))
                .lines()
                .toList();

        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).isEqualTo("{\"line\":0,\"sku\":\"A\",\"status\":200}");
        assertThat(lines.get(1))
                .startsWith("{\"line\":1,\"sku\":null,\"status\":400,")
                .contains("malformed_json");
        assertThat(lines.get(2))
                .startsWith("{\"line\":2,\"sku\":null,\"status\":400,")
                .contains("body_required");
        assertThat(lines.get(3))
                .startsWith("{\"line\":3,\"sku\":\"B\",\"status\":400,")
                .contains("/price");
        assertThat(lines.get(4))
                .startsWith("{\"line\":4,\"sku\":\"refused\",\"status\":422,")
                .contains("unknown_supplier");
        assertThat(lines.get(5))
                .startsWith("{\"line\":5,\"sku\":\"overloaded\",\"status\":503,")
                .contains("\"not_executed\":true");
        assertThat(lines.get(6)).isEqualTo("{\"line\":6,\"sku\":\"C\",\"status\":200}");
    }

    @Test
    void blankTextAfterTheLastLineIsNoLine() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);

        assertThat(text(bulk(gate, product("A") + "\n"))).hasLineCount(1);
        assertThat(text(bulk(gate, product("A") + "\n \r"))).hasLineCount(1);
    }

    @Test
    void aRequestWithoutLinesOrWithTooManyDoesNothing() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);

        assertThat(text(bulk(gate, " "))).contains("\"code\":\"body_required\"");
        ApiResponse tooMany = bulk(gate, (product("A") + "\n").repeat(1_001));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(text(tooMany)).contains("too_many_lines");
        assertThat(gate.commands).isEmpty();
        assertThat(text(bulk(gate, (product("A") + "\n").repeat(1_000)))).hasLineCount(1_000);
    }

    @Test
    void aBugInALinesDocumentIsThatLinesAnswer() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);
        BulkProductsHandler handler = new BulkProductsHandler(
                gate.submitter(),
                ApiConfig.defaults(),
                sku -> ProductDocument.telling(text -> {
                    if (text.equals("bug")) {
                        throw new IllegalStateException("a bug");
                    }
                    sku.accept(text);
                }));

        List<String> lines = text(ask(
                        handler, new RequestCase().body(product("A") + "\n" + product("bug") + "\n" + product("C"))))
                .lines()
                .toList();

        assertThat(lines.get(0)).isEqualTo("{\"line\":0,\"sku\":\"A\",\"status\":200}");
        assertThat(lines.get(1))
                .startsWith("{\"line\":1,\"sku\":null,\"status\":500,")
                .contains("\"code\":\"internal_error\"", "\"request_id\":\"request-1\"");
        assertThat(lines.get(2)).isEqualTo("{\"line\":2,\"sku\":\"C\",\"status\":200}");
        assertThat(gate.commands).hasSize(2);
    }

    @Test
    void aBugInALinesDecisionIsThatLinesAnswer() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);

        assertThat(text(bulk(gate, product("bug") + "\n" + product("C"))).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("{\"line\":0,\"sku\":\"bug\",\"status\":500,"),
                        line -> assertThat(line).isEqualTo("{\"line\":1,\"sku\":\"C\",\"status\":200}"));
    }

    @Test
    void aProblemOfALineSaysWhichRequestItIsAbout() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);

        assertThat(text(bulk(gate, "{}\n" + product("refused"))).lines())
                .allSatisfy(line -> assertThat(line).contains("\"instance\":\"/v1/things\""));
    }

    @Test
    void aLineThatIsRefusedHasItsSkuWhereverThatCanBeRead() {
        RecordingGate gate = new RecordingGate(BulkProductsHandlerTest::decide);

        assertThat(text(bulk(
                                gate,
                                String.join(
                                        "\n",
                                        "{\"pack_size\":0,\"sku\":\"late\"}",
                                        "{\"sku\":\"cut\",",
                                        "{\"sku\":7}",
                                        "{\"sku\":\"" + "s".repeat(65) + "\"}",
                                        "\"sku\"")))
                        .lines())
                .extracting(line -> line.replaceAll(".*(\"sku\":[^,]*),.*", "$1"))
                .containsExactly("\"sku\":\"late\"", "\"sku\":\"cut\"", "\"sku\":null", "\"sku\":null", "\"sku\":null");
    }

    private static Future<Result> decide(Command command) {
        String sku = ((PutProduct) command).draft().sku();
        return switch (sku) {
            case "refused" ->
                Future.succeededFuture(new Result.Refused(Refusal.invalid(
                        List.of(new Fault("/supplier_id", "unknown_supplier", "There is no such supplier.")))));
            case "bug" -> Future.failedFuture(new IllegalStateException("a bug"));
            case "overloaded" -> Future.failedFuture(new OperationFailure.Overloaded("full"));
            default -> Future.succeededFuture(new Result.Accepted(accepted(sku, "{}")));
        };
    }

    private static ApiResponse bulk(RecordingGate gate, String body) {
        return ask(new BulkProductsHandler(gate.submitter(), ApiConfig.defaults()), new RequestCase().body(body));
    }

    private static String product(String sku) {
        return "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}";
    }
}
