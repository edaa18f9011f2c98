package dev.millrace.http.orders;

import static dev.millrace.http.EndpointCase.ask;
import static dev.millrace.http.EndpointCase.header;
import static dev.millrace.http.EndpointCase.text;
import static dev.millrace.http.RecordingGate.accepted;
import static dev.millrace.http.RecordingGate.answering;
import static dev.millrace.http.RecordingGate.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.PlaceOrder.RequestedLine;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Header;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.RecordingGate;
import dev.millrace.http.RequestCase;
import dev.millrace.lane.Result;
import dev.millrace.store.OperationFailure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceOrderHandlerTest {
    private static final String ID = "order_01h455vb4pex5vsknk084sn02q";
    private static final String ORDER = "{\"id\":\"" + ID + "\"}";

    @Test
    void anAcceptedOrderIsShownWithItsPlaceAndVersion() {
        ApiResponse answer = place(answering(new Result.Accepted(accepted(ID, ORDER))));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(text(answer)).isEqualTo(ORDER);
        assertThat(header(answer, HeaderNames.LOCATION)).isEqualTo("/v1/orders/" + ID);
        assertThat(header(answer, HeaderNames.ETAG)).isEqualTo("\"k3v9q0a2bz-41\"");
        assertThat(header(answer, HeaderNames.IDEMPOTENT_REPLAYED)).isEmpty();
    }

    @Test
    void aRejectedOrderIsAProblemThatHoldsItAsStored() {
        ApiResponse answer = place(answering(new Result.Rejected(rejected(ID, "insufficient_stock", ORDER))));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(text(answer))
                .contains("\"code\":\"insufficient_stock\"")
                .contains("\"instance\":\"/v1/orders/" + ID + "\"")
                .contains("\"retry\":\"new_key\"")
                .contains("\"order\":" + ORDER);
        assertThat(header(answer, HeaderNames.ETAG)).isEqualTo("\"k3v9q0a2bz-41\"");
    }

    @Test
    void aReplayIsTheFirstAnswerAgainAndSaysSo() {
        assertReplayed(
                place(answering(new Result.Accepted(accepted(ID, ORDER)))),
                place(answering(new Result.Replayed(accepted(ID, ORDER)))));
        assertReplayed(
                place(answering(new Result.Rejected(rejected(ID, "backorder_limit", ORDER)))),
                place(answering(new Result.Replayed(rejected(ID, "backorder_limit", ORDER)))));
    }

    private static void assertReplayed(ApiResponse first, ApiResponse again) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).startsWith(first.headers().toArray(Header[]::new));
        assertThat(header(again, HeaderNames.IDEMPOTENT_REPLAYED)).isEqualTo("true");
    }

    @Test
    void aReusedKeyIsRefused() {
        ApiResponse answer = place(answering(new Result.KeyReused()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer)).contains("\"code\":\"idempotency_key_reused\"");
    }

    @Test
    void aRefusalShowsItsFaults() {
        ApiResponse answer = place(answering(new Result.Refused(
                Refusal.invalid(List.of(new Fault("/lines/0/sku", "unknown_sku", "There is no such product."))))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer))
                .contains("\"code\":\"validation_failed\"")
                .contains("{\"pointer\":\"/lines/0/sku\",\"code\":\"unknown_sku\"");
    }

    @Test
    void anUnknownSkuSaysWhatNobodySeesInIt() {
        RecordingGate gate = answering(new Result.Refused(Refusal.invalid(List.of(
                new Fault("/lines/0/sku", "unknown_sku", "There is no such product."),
                new Fault("/lines/1/sku", "unknown_sku", "There is no such product.")))));
        String body = "{\"lines\":[{\"sku\":\"A1 \",\"quantity\":1},{\"sku\":\"A2\",\"quantity\":1}]}";

        assertThat(text(ask(
                        new PlaceOrderHandler(gate.submitter()),
                        new RequestCase().header("Idempotency-Key", "k").body(body))))
                .contains(
                        "There is no such product. This must not begin or end with a blank.\"},",
                        "There is no such product.\"}]");
    }

    @Test
    void theCommandHoldsWhatTheRequestSays() {
        RecordingGate gate = answering(new Result.Accepted(accepted(ID, ORDER)));
        place(gate);

        PlaceOrder command = gate.only(PlaceOrder.class);
        assertThat(command.merchantId()).isEqualTo(RequestCase.MERCHANT);
        assertThat(command.receivedAt()).isEqualTo(Instant.parse("2026-11-24T12:00:00.123Z"));
        assertThat(command.id().version()).isEqualTo(7);
        assertThat(command.keyed().kind()).isEqualTo("place_order");
        assertThat(command.keyed().key()).isEqualTo("key-1");
        assertThat(command.wanted()).containsExactly(new RequestedLine("A", 2, null));
    }

    @Test
    void everyRequestHasAnIdOfItsOwnAndEqualContentAnEqualHash() {
        RecordingGate gate = answering(new Result.Accepted(accepted(ID, ORDER)));
        place(gate);
        place(gate);

        PlaceOrder one = (PlaceOrder) gate.commands.get(0);
        PlaceOrder two = (PlaceOrder) gate.commands.get(1);
        assertThat(two.id()).isNotEqualTo(one.id());
        assertThat(two.keyed()).isEqualTo(one.keyed());
    }

    @Test
    void nothingReachesTheGateWithoutAKeyOrWithFaults() {
        RecordingGate gate = answering(new Result.KeyReused());
        PlaceOrderHandler handler = new PlaceOrderHandler(gate.submitter());

        ApiResponse noKey = ask(handler, order());
        ApiResponse zero = ask(handler, keyed().body("{\"lines\":[{\"sku\":\"A\",\"quantity\":0}]}"));
        ApiResponse fraction = ask(handler, keyed().body("{\"lines\":[{\"sku\":\"A\",\"quantity\":1.5}]}"));
        ApiResponse parameter = ask(handler, keyed().query("dry_run=1"));

        assertThat(text(noKey)).contains("\"code\":\"missing_idempotency_key\"");
        assertThat(zero.status()).isEqualTo(422);
        assertThat(fraction.status()).isEqualTo(400);
        assertThat(text(parameter)).contains("\"code\":\"unsupported_parameter\"");
        assertThat(gate.commands).isEmpty();
    }

    @Test
    void aFailedOperationIsPassedOn() {
        RecordingGate gate = RecordingGate.failing(new OperationFailure.Overloaded("full"));

        assertThat(new PlaceOrderHandler(gate.submitter())
                        .handle(keyed().request())
                        .cause())
                .isInstanceOf(OperationFailure.Overloaded.class);
    }

    private static ApiResponse place(RecordingGate gate) {
        return ask(new PlaceOrderHandler(gate.submitter()), keyed());
    }

    private static RequestCase keyed() {
        return order().header("Idempotency-Key", "\"key-1\"");
    }

    private static RequestCase order() {
        return new RequestCase().path("/v1/orders").body("{\"lines\":[{\"sku\":\"A\",\"quantity\":2}]}");
    }
}
