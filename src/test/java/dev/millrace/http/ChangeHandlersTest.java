package dev.millrace.http;

import static dev.millrace.http.EndpointCase.ask;
import static dev.millrace.http.EndpointCase.header;
import static dev.millrace.http.EndpointCase.text;
import static dev.millrace.http.RecordingGate.accepted;
import static dev.millrace.http.RecordingGate.answering;
import static dev.millrace.http.RecordingGate.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.http.orders.CancelOrderHandler;
import dev.millrace.http.products.CreateProductHandler;
import dev.millrace.http.products.DeactivateProductHandler;
import dev.millrace.http.products.ReplaceProductHandler;
import dev.millrace.http.stock.AdjustStockHandler;
import dev.millrace.http.suppliers.CreateSupplierHandler;
import dev.millrace.lane.Result;
import dev.millrace.wire.TypeId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cancelling, adjusting, and what is said of products and suppliers. */
class ChangeHandlersTest {
    private static final UUID ORDER_ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String PRODUCT = "{\"sku\":\"a/b\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}";
    private static final String THING = "{\"a\":1}";

    @Test
    void aCancelledOrderIsShownTheFirstTimeAndTheSecond() {
        for (Result result : new Result[] {
            new Result.Accepted(accepted("order_1", THING)), new Result.Unchanged(accepted("order_1", THING))
        }) {
            RecordingGate gate = answering(result);
            ApiResponse answer = ask(new CancelOrderHandler(gate.submitter()), cancel());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer)).isEqualTo(THING);
            assertThat(header(answer, HeaderNames.ETAG)).isEqualTo("\"k3v9q0a2bz-41\"");
            assertThat(gate.only(CancelOrder.class).orderId()).isEqualTo(ORDER_ID);
            assertThat(gate.only(CancelOrder.class).precondition()).isEqualTo(Precondition.NONE);
        }
    }

    @Test
    void cancellingCarriesTheVersionThatItExpects() {
        RecordingGate gate = answering(new Result.Refused(Refusal.preconditionFailed()));
        ApiResponse answer = ask(
                new CancelOrderHandler(gate.submitter()),
                cancel().header("If-Match", "\"k3v9q0a2bz-40\"").body("{}"));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(gate.only(CancelOrder.class).precondition())
                .isEqualTo(Precondition.is(new Version("k3v9q0a2bz", 40)));
    }

    @Test
    void refusalsOfACancellationHaveTheirStatus() {
        assertThat(ask(
                                new CancelOrderHandler(answering(new Result.Refused(
                                                Refusal.conflict("order_not_open", "It is not open.")))
                                        .submitter()),
                                cancel())
                        .status())
                .isEqualTo(409);
        assertThat(ask(
                                new CancelOrderHandler(answering(new Result.Refused(Refusal.notFound("No order.")))
                                        .submitter()),
                                cancel())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nothingIsSaidInTheBodyOfACancellation() {
        RecordingGate gate = answering(new Result.KeyReused());
        CancelOrderHandler handler = new CancelOrderHandler(gate.submitter());

        assertThat(text(ask(handler, cancel().body("{\"reason\":\"x\"}")))).contains("\"unknown_field\"");
        assertThat(text(ask(handler, cancel().body("[]")))).contains("\"wrong_type\"");
        assertThat(gate.commands).isEmpty();
    }

    @Test
    void whatIsNoOrdersIdIsNotFound() {
        RecordingGate gate = answering(new Result.KeyReused());
        CancelOrderHandler handler = new CancelOrderHandler(gate.submitter());

        for (String id : new String[] {"1", "adj_01h455vb4pex5vsknk084sn02q", "order_01H455VB4PEX5VSKNK084SN02Q"}) {
            assertThat(ask(handler, new RequestCase().pathParameter("id", id)).status())
                    .as(id)
                    .isEqualTo(404);
        }
        assertThat(gate.commands).isEmpty();
    }

    @Test
    void aNewProductIs201AndTheSameAgain200() {
        ApiResponse created = ask(
                new CreateProductHandler(
                        answering(new Result.Accepted(accepted("a/b", THING))).submitter()),
                new RequestCase().body(PRODUCT));
        ApiResponse again = ask(
                new CreateProductHandler(
                        answering(new Result.Unchanged(accepted("a/b", THING))).submitter()),
                new RequestCase().body(PRODUCT));

        assertThat(created.status()).isEqualTo(201);
        assertThat(header(created, HeaderNames.LOCATION)).isEqualTo("/v1/products/a%2Fb");
        assertThat(again.status()).isEqualTo(200);
        assertThat(header(again, HeaderNames.LOCATION)).isEmpty();
        assertThat(again.body()).isEqualTo(created.body());
    }

    @Test
    void anotherProductOfTheSameSkuIsAConflict() {
        RecordingGate gate = answering(new Result.Refused(Refusal.conflict("product_exists", "There is one.")));
        ApiResponse answer = ask(new CreateProductHandler(gate.submitter()), new RequestCase().body(PRODUCT));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(text(answer)).contains("\"code\":\"product_exists\"");
        assertThat(gate.only(PutProduct.class).mode()).isEqualTo(PutProduct.Mode.CREATE);
    }

    @Test
    void replacingNeedsTheVersionThatIsReplaced() {
        RecordingGate gate = answering(new Result.Accepted(accepted("a/b", THING)));
        ReplaceProductHandler handler = new ReplaceProductHandler(gate.submitter());
        RequestCase request = new RequestCase().pathParameter("sku", "a/b").body(PRODUCT);

        assertThat(ask(handler, request).status()).isEqualTo(428);
        assertThat(gate.commands).isEmpty();
        assertThat(ask(handler, request.header("If-Match", "\"k3v9q0a2bz-40\"")).status())
                .isEqualTo(200);
        assertThat(gate.only(PutProduct.class).mode()).isEqualTo(PutProduct.Mode.REPLACE);
        assertThat(gate.only(PutProduct.class).precondition())
                .isEqualTo(Precondition.is(new Version("k3v9q0a2bz", 40)));
        assertThat(gate.only(PutProduct.class).draft().sku()).isEqualTo("a/b");
    }

    @Test
    void deactivatingNamesTheProductOfThePath() {
        RecordingGate gate = answering(new Result.Accepted(accepted("a/b", THING)));

        assertThat(ask(new DeactivateProductHandler(gate.submitter()), new RequestCase().pathParameter("sku", "a/b"))
                        .status())
                .isEqualTo(200);
        assertThat(gate.only(DeactivateProduct.class).sku()).isEqualTo("a/b");
    }

    @Test
    void aNameThatNothingCanHaveIsNotFound() {
        RecordingGate gate = answering(new Result.KeyReused());

        assertThat(ask(
                                new DeactivateProductHandler(gate.submitter()),
                                new RequestCase().pathParameter("sku", "s".repeat(65)))
                        .status())
                .isEqualTo(404);
        assertThat(gate.commands).isEmpty();
    }

    @Test
    void aNewSupplierHasAPlace() {
        RecordingGate gate = answering(new Result.Accepted(accepted("acme co", THING)));
        ApiResponse answer = ask(
                new CreateSupplierHandler(gate.submitter()),
                new RequestCase().body("{\"id\":\"acme co\",\"name\":\"Acme\"}"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(header(answer, HeaderNames.LOCATION)).isEqualTo("/v1/suppliers/acme%20co");
        assertThat(gate.only(CreateSupplier.class).supplierId()).isEqualTo("acme co");
    }

    @Test
    void anAdjustmentIsShownAndReplayed() {
        ApiResponse first = adjust(answering(new Result.Accepted(accepted("adj_1", THING))));
        ApiResponse again = adjust(answering(new Result.Replayed(accepted("adj_1", THING))));

        assertThat(first.status()).isEqualTo(200);
        assertThat(text(first)).isEqualTo(THING);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, HeaderNames.IDEMPOTENT_REPLAYED)).isEqualTo("true");
    }

    @Test
    void aRejectedAdjustmentIsAProblemThatHoldsIt() {
        ApiResponse answer = adjust(answering(new Result.Rejected(rejected("adj_1", "insufficient_stock", THING))));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(text(answer))
                .contains("\"code\":\"insufficient_stock\"")
                .contains("\"retry\":\"new_key\"")
                .contains("\"adjustment\":" + THING);
    }

    @Test
    void anAdjustmentHasItsOwnKindOfKey() {
        RecordingGate gate = answering(new Result.Accepted(accepted("adj_1", THING)));
        adjust(gate);

        AdjustStock command = gate.only(AdjustStock.class);
        assertThat(command.keyed().kind()).isEqualTo("adjust_stock");
        assertThat(command.keyed().key()).isEqualTo("key-1");
        assertThat(command.reason()).isEqualTo("count");
        assertThat(command.corrections()).containsExactly(new Correction.Delta("A", -1));
    }

    private static ApiResponse adjust(RecordingGate gate) {
        return ask(
                new AdjustStockHandler(gate.submitter()),
                new RequestCase()
                        .header("Idempotency-Key", "key-1")
                        .body("{\"reason\":\"count\",\"lines\":[{\"sku\":\"A\",\"delta\":-1}]}"));
    }

    private static RequestCase cancel() {
        return new RequestCase().pathParameter("id", TypeId.ORDER.of(ORDER_ID));
    }
}
