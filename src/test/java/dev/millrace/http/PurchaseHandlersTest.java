package dev.millrace.http;

import static dev.millrace.http.EndpointCase.ask;
import static dev.millrace.http.EndpointCase.header;
import static dev.millrace.http.EndpointCase.text;
import static dev.millrace.http.RecordingGate.accepted;
import static dev.millrace.http.RecordingGate.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.http.orders.EditOrderHandler;
import dev.millrace.http.orders.ReturnGoodsHandler;
import dev.millrace.http.orders.ShipOrderHandler;
import dev.millrace.http.purchaseorders.MovePurchaseOrderHandler;
import dev.millrace.http.purchaseorders.ReceiveGoodsHandler;
import dev.millrace.lane.Result;
import dev.millrace.wire.TypeId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of orders and of purchase orders, from the request to the command and from the result to the answer. */
class PurchaseHandlersTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String ORDER = "{\"id\":\"order_1\"}";
    private static final String ONE_OF_THE_FIRST = "{\"lines\":[{\"line\":0,\"quantity\":1}]}";
    private static final Result DONE = new Result.Accepted(accepted("order_1", ORDER));

    @Test
    void aShipmentWithoutABodyIsOfEverything() {
        for (String body : new String[] {"", "{}", "{\"lines\":null}"}) {
            RecordingGate gate = answering(DONE);
            ApiResponse answer = ask(new ShipOrderHandler(gate.submitter()), order().body(body));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer)).isEqualTo(ORDER);
            assertThat(header(answer, HeaderNames.ETAG)).isEqualTo("\"k3v9q0a2bz-41\"");
            assertThat(gate.only(ShipOrder.class).parts()).isEmpty();
            assertThat(gate.only(ShipOrder.class).orderId()).isEqualTo(ID);
        }
    }

    @Test
    void eachSortOfCommandHasItsOwnSortOfKey() {
        RecordingGate gate = answering(DONE);
        ask(new ShipOrderHandler(gate.submitter()), order().body(ONE_OF_THE_FIRST));
        ask(new EditOrderHandler(gate.submitter()), order().body(ONE_OF_THE_FIRST));
        ask(
                new ReturnGoodsHandler(gate.submitter()),
                order().body("{\"lines\":[{\"line\":0,\"quantity\":1,\"restock\":false}]}"));

        assertThat(gate.commands)
                .extracting("keyed.kind", "keyed.key")
                .containsExactly(
                        tuple("ship_order", "key-1"), tuple("edit_order", "key-1"), tuple("return_goods", "key-1"));
        assertThat(((ShipOrder) gate.commands.get(0)).parts()).containsExactly(new LineUnits(0, 1));
        assertThat(((ReturnGoods) gate.commands.get(2)).parts())
                .containsExactly(new ReturnGoods.Part(new LineUnits(0, 1), false));
    }

    @Test
    void whatWasAnsweredBeforeIsAnsweredAgain() {
        ApiResponse again = ask(
                new EditOrderHandler(answering(new Result.Replayed(accepted("order_1", ORDER)))
                        .submitter()),
                order().body(ONE_OF_THE_FIRST));

        assertThat(again.status()).isEqualTo(200);
        assertThat(text(again)).isEqualTo(ORDER);
        assertThat(header(again, HeaderNames.IDEMPOTENT_REPLAYED)).isEqualTo("true");
        assertThat(ask(
                                new EditOrderHandler(
                                        answering(new Result.KeyReused()).submitter()),
                                order().body(ONE_OF_THE_FIRST))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anEditCarriesTheVersionThatItExpects() {
        RecordingGate gate = answering(new Result.Refused(Refusal.preconditionFailed()));
        ApiResponse answer = ask(
                new EditOrderHandler(gate.submitter()),
                order().header("If-Match", "\"k3v9q0a2bz-40\"").body(ONE_OF_THE_FIRST));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(gate.only(EditOrder.class).precondition()).isEqualTo(Precondition.is(new Version("k3v9q0a2bz", 40)));
    }

    @Test
    void everyReasonToRefuseIsAProblemThatIsKnown() {
        for (String code : new String[] {
            "order_not_open",
            "not_allocated",
            "already_shipped",
            "already_cancelled",
            "not_shipped",
            "too_many_lines",
            "insufficient_stock",
            "backorder_limit"
        }) {
            RecordingGate gate = answering(new Result.Refused(Refusal.conflict(code, "No.")));
            ApiResponse answer = ask(new EditOrderHandler(gate.submitter()), order().body(ONE_OF_THE_FIRST));

            assertThat(answer.status()).as(code).isEqualTo(409);
            assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
        }
        for (String code : new String[] {
            "purchase_order_status",
            "purchase_order_not_sent",
            "purchase_order_closed",
            "attempt_superseded",
            "over_receipt"
        }) {
            RecordingGate gate = answering(new Result.Refused(Refusal.conflict(code, "No.")));
            ApiResponse answer =
                    ask(new MovePurchaseOrderHandler(gate.submitter(), new Move.Submit()), purchaseOrder());

            assertThat(answer.status()).as(code).isEqualTo(409);
            assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
        }
    }

    @Test
    void aStepOfAPurchaseOrderCarriesTheVersionThatItExpects() {
        RecordingGate gate = answering(DONE);
        ask(
                new MovePurchaseOrderHandler(gate.submitter(), new Move.Cancel()),
                purchaseOrder().header("If-Match", "\"k3v9q0a2bz-40\""));

        MovePurchaseOrder command = gate.only(MovePurchaseOrder.class);
        assertThat(command.purchaseOrderId()).isEqualTo(ID);
        assertThat(command.move()).isEqualTo(new Move.Cancel());
        assertThat(command.precondition()).isEqualTo(Precondition.is(new Version("k3v9q0a2bz", 40)));
    }

    @Test
    void aDeliveryIsKeyedByItsPurchaseOrderAndItsNote() {
        RecordingGate gate = answering(new Result.Accepted(accepted("rct_1", "{}")));
        ApiResponse answer = ask(new ReceiveGoodsHandler(gate.submitter()), delivery(true));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(header(answer, HeaderNames.LOCATION))
                .isEqualTo("/v1/purchase-orders/" + TypeId.PURCHASE_ORDER.of(ID) + "/receipts/rct_1");
        ReceiveGoods command = gate.only(ReceiveGoods.class);
        assertThat(command.keyed().kind()).isEqualTo("receive_goods");
        assertThat(command.keyed().key()).isEqualTo(TypeId.PURCHASE_ORDER.of(ID) + "/L 1");
        assertThat(command.allowsOver()).isTrue();
    }

    @Test
    void whetherTooMuchMayHaveComeIsNoPartOfWhatANoteIsComparedBy() {
        RecordingGate gate = answering(new Result.Accepted(accepted("rct_1", "{}")));
        ask(new ReceiveGoodsHandler(gate.submitter()), delivery(true));
        ask(new ReceiveGoodsHandler(gate.submitter()), delivery(false));

        assertThat(gate.commands.get(0).keyed()).isEqualTo(gate.commands.get(1).keyed());
    }

    @Test
    void aNoteOfOtherContentIsSaidToBeThat() {
        ApiResponse answer =
                ask(new ReceiveGoodsHandler(answering(new Result.KeyReused()).submitter()), delivery(false));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer)).contains("\"code\":\"delivery_note_reused\"");
    }

    private static RequestCase order() {
        return new RequestCase().pathParameter("id", TypeId.ORDER.of(ID)).header("Idempotency-Key", "key-1");
    }

    private static RequestCase purchaseOrder() {
        return new RequestCase().pathParameter("id", TypeId.PURCHASE_ORDER.of(ID));
    }

    private static RequestCase delivery(boolean allowsOver) {
        return purchaseOrder()
                .body("{\"delivery_note\":\"L 1\",\"allow_over\":" + allowsOver
                        + ",\"lines\":[{\"sku\":\"A\",\"quantity\":3}]}");
    }
}
