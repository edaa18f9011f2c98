package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder.Status;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SupplierMovesTest {
    private static final Instant DATE = Instant.parse("2026-12-01T08:00:00Z");

    @Test
    void whatItCallsBackToTellIsOneMoveOfNoAttempt() {
        assertThat(SupplierMoves.told(new SupplierNotice.Acknowledged("po_1", "S-1", DATE)))
                .isEqualTo(new Move.Acknowledge(0, "S-1", DATE));
        assertThat(SupplierMoves.told(new SupplierNotice.Rejected("po_1", "no")))
                .isEqualTo(new Move.Reject(0, "no"));
        assertThat(SupplierMoves.told(new SupplierNotice.Cancelled("po_1")))
                .isEqualTo(new Move.Withdraw(0, "The supplier has cancelled it."));
    }

    @Test
    void aCancellationIsTheSameWhetherItIsToldOrAsked() {
        assertThat(SupplierMoves.asked(Status.SENT, 3, new Reply.Cancelled()))
                .isEqualTo(new Move.Withdraw(3, "The supplier has cancelled it."));
    }

    @Test
    void oneThatWasTakenAndIsUndecidedOrNotKnownAnyMoreIsNotMoved() {
        assertThat(SupplierMoves.asked(Status.SENT, 3, new Reply.NotKnown())).isNull();
        assertThat(SupplierMoves.asked(Status.SENT, 3, new Reply.Sent())).isNull();
        assertThat(SupplierMoves.asked(Status.UNKNOWN, 3, new Reply.NotKnown()))
                .isEqualTo(new Move.NotSent(3, "The supplier does not know it."));
        assertThat(SupplierMoves.asked(Status.UNKNOWN, 3, new Reply.Sent())).isEqualTo(new Move.Sent(3));
    }
}
