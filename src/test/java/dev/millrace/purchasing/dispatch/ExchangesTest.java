package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Demand;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.RecordedOutcome;
import dev.millrace.lane.Result;
import dev.millrace.purchasing.Dispatch;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import dev.millrace.store.OperationFailure;
import dev.millrace.wire.PurchaseJson;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is written down before and after an exchange, and which exchange does not take place at all. */
class ExchangesTest {
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00Z");
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final Duration SEND_WITHIN = Duration.ofSeconds(15);
    private static final int ATTEMPT = 3;

    private final List<String> happened = new ArrayList<>();
    private Function<Move, Future<Result>> lane = _ -> Future.succeededFuture(accepted());
    private Reply reply = new Reply.Sent();
    private Future<Boolean> held = Future.succeededFuture(false);
    private long nanos;

    @Test
    void writesDownThatItIsSentBeforeTheSupplierHearsOfItAndWhatCameOfItAfter() {
        reply = new Reply.Acknowledged("S-1", AT);

        assertThat(send()).contains(reply);
        assertThat(happened)
                .containsExactly(
                        "Send[]",
                        "submit " + TypeId.PURCHASE_ORDER.of(ID) + " attempt 3: 36 A",
                        "Acknowledge[attempt=3, reference=S-1, expectedAt=" + AT + "]");
    }

    @Test
    void whoseDecisionIsAnothersSaysNothingToTheSupplier() {
        lane = _ -> Future.succeededFuture(new Result.Refused(
                dev.millrace.domain.command.Refusal.conflict("purchase_order_status", "another node sends it")));

        assertThat(send()).isEmpty();
        assertThat(happened).containsExactly("Send[]");
    }

    @Test
    void whoDoesNotKnowWhetherItWasWrittenDownSaysNothingToTheSupplier() {
        lane = _ -> Future.failedFuture(new OperationFailure.DeadlineExceeded(false));

        assertThat(exchanges().send(queued(Status.QUEUED), connector()).failed())
                .isTrue();
        assertThat(happened).containsExactly("Send[]");
    }

    @Test
    void whoComesTooLateDoesNotSendSinceOthersMayTakeItForLost() {
        lane = _ -> {
            nanos += SEND_WITHIN.plusMillis(1).toNanos();
            return Future.succeededFuture(accepted());
        };

        assertThat(send()).isEmpty();
        assertThat(happened).hasSize(2).noneMatch(each -> each.startsWith("submit"));
        assertThat(happened.getLast()).startsWith("NotSent[attempt=3");
    }

    @Test
    void whatIsDecidedWhileBuyingIsHeldIsTakenBackAndTheSupplierHearsNothing() {
        lane = _ -> {
            // The lane found the database set back, and then decided what had been waiting for it.
            held = Future.succeededFuture(true);
            return Future.succeededFuture(accepted());
        };

        assertThat(send()).isEmpty();
        assertThat(happened).hasSize(2).noneMatch(each -> each.startsWith("submit"));
        assertThat(happened.getLast()).startsWith("NotSent[attempt=3, reason=Buying is held");
    }

    @Test
    void whereNobodyCanSayWhetherBuyingIsHeldTheSupplierHearsNothing() {
        held = Future.failedFuture(new OperationFailure.StoreUnavailable(true, null));

        assertThat(send()).isEmpty();
        assertThat(happened).hasSize(2).noneMatch(each -> each.startsWith("submit"));
    }

    @Test
    void everyReplyHasItsMove() {
        assertWritten(new Reply.Sent(), "Sent[attempt=3]");
        assertWritten(new Reply.Rejected("no"), "Reject[attempt=3, reason=no]");
        assertWritten(new Reply.NotSent("busy", null), "NotSent[attempt=3, reason=busy]");
        assertWritten(new Reply.Misconfigured("401"), "NotSent[attempt=3, reason=401]");
        assertWritten(new Reply.Unknown("silence"), "MarkUnknown[attempt=3, reason=silence]");
    }

    @Test
    void aSupplierThatDoesNotKnowWhatItHadTakenIsNotSentItAgain() {
        reply = new Reply.NotKnown();
        exchanges().ask(queued(Status.SENT), connector());
        assertThat(happened).containsExactly("ask");

        happened.clear();
        exchanges().ask(queued(Status.UNKNOWN), connector());
        assertThat(happened).containsExactly("ask", "NotSent[attempt=3, reason=The supplier does not know it.]");
    }

    @Test
    void anAnswerThatTellsNothingWritesNothing() {
        reply = new Reply.NoAnswer("silence", null);
        exchanges().ask(queued(Status.UNKNOWN), connector());
        exchanges().cancel(queued(Status.CANCEL_REQUESTED), connector());

        assertThat(happened).containsExactly("ask", "cancel");
    }

    @Test
    void aCancellationIsConfirmedOrRefused() {
        reply = new Reply.Cancelled();
        exchanges().cancel(queued(Status.CANCEL_REQUESTED), connector());
        reply = new Reply.CancelRefused("on its way");
        exchanges().cancel(queued(Status.CANCEL_REQUESTED), connector());

        assertThat(happened).containsExactly("cancel", "ConfirmCancel[]", "cancel", "RefuseCancel[reason=on its way]");
    }

    private void assertWritten(Reply.ToSubmit said, String move) {
        happened.clear();
        reply = said;
        assertThat(send()).contains(said);
        assertThat(happened.getLast()).isEqualTo(move);
    }

    private Optional<Reply> send() {
        return exchanges().send(queued(Status.QUEUED), connector()).result();
    }

    private Exchanges exchanges() {
        CommandGate gate = (Command command, long _) -> {
            Move move = ((MovePurchaseOrder) command).move();
            happened.add(move.toString());
            return lane.apply(move);
        };
        DispatchSubmitter submitter =
                new DispatchSubmitter(gate, UUID::randomUUID, InstantSource.fixed(AT), Duration.ofSeconds(10));
        return new Exchanges(submitter, () -> held, SEND_WITHIN, () -> nanos);
    }

    private SupplierConnector connector() {
        return new SupplierConnector() {
            @Override
            public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
                happened.add("submit " + dispatch.number() + " attempt " + dispatch.attempt() + ": "
                        + dispatch.lines().getFirst().quantity() + " "
                        + dispatch.lines().getFirst().sku());
                return Future.succeededFuture((Reply.ToSubmit) reply);
            }

            @Override
            public Future<Reply.ToAsk> ask(String number) {
                happened.add("ask");
                return Future.succeededFuture((Reply.ToAsk) reply);
            }

            @Override
            public Future<Reply.ToCancel> cancel(String number) {
                happened.add("cancel");
                return Future.succeededFuture((Reply.ToCancel) reply);
            }
        };
    }

    private static ToDispatch queued(Status status) {
        return new ToDispatch(new Place(1, "potters", 7, ID), status, ATTEMPT, false, 1, 0, AT, AT);
    }

    private static Result accepted() {
        PurchaseOrder order = new PurchaseOrder(
                ID,
                "potters",
                Status.SENDING,
                List.of(new PurchaseOrder.Line("A", new Demand(30, 36, 0), 36, 0)),
                1,
                ATTEMPT,
                null,
                null,
                null,
                null,
                AT,
                9);
        return new Result.Accepted(
                new RecordedOutcome(true, "po", null, new Version("k3v9q0a2bz", 9), PurchaseJson.bytes(order)));
    }
}
