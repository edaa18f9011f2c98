package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Contested mode. A stale head means that somebody else writes for the same merchant, and who guesses again may be
 * overtaken for ever. So the heads of the next batches are locked, all of a batch or none, before anything is loaded or
 * decided, with nothing else in flight, until several batches in a row found them untouched. Owned by the lane's thread.
 */
final class ContendedMode {
    /** Batches in a row that must find their heads untouched before the lane trusts its memory again. */
    private static final int BATCHES = 8;

    private static final int MERCHANTS_MAX = 64;

    /** A command that never has enough is put off after so many loads, and the heads are let go. */
    private static final int LOADS_MAX = 8;

    /** What the lane does for it. */
    interface Owner {
        void load(LaneSession session, Map<Integer, LoadRequest> requests, Runnable then);

        void sendDecided(LaneSession session);

        void pump();
    }

    private final LaneConnection connection;
    private final Intake intake;
    private final LaneListener listener;
    private final Owner owner;
    private int batchesLeft;
    private boolean headsLocked;

    ContendedMode(LaneConnection connection, Intake intake, LaneListener listener, Owner owner) {
        this.connection = connection;
        this.intake = intake;
        this.listener = listener;
        this.owner = owner;
    }

    boolean isOn() {
        return batchesLeft > 0;
    }

    /** Whether heads are locked, or about to be, for the batch that is prepared or in flight. */
    boolean holdsHeads() {
        return headsLocked;
    }

    /** A head was found elsewhere than it was expected. */
    void touched() {
        if (batchesLeft == 0) {
            listener.contested(true);
        }
        batchesLeft = BATCHES;
    }

    /** A batch was committed. */
    void committed() {
        if (batchesLeft > 0 && --batchesLeft == 0) {
            listener.contested(false);
        }
    }

    /** The transaction that held the heads is over: its append was answered, or its connection is lost. */
    void headsAreFree() {
        headsLocked = false;
    }

    /** Locks the heads of those whose turn it is, then loads what they need, decides, and sends. */
    void lockThenDecide(LaneSession session) {
        Map<Integer, MerchantQueue> chosen = new LinkedHashMap<>();
        intake.nextInTurn(MERCHANTS_MAX).forEach(merchant -> chosen.put(merchant.merchantId(), merchant));
        if (chosen.isEmpty()) {
            return;
        }
        headsLocked = true;
        intake.forgetWishes();
        connection.await(session, session.lockHeads(chosen.keySet()), heads -> {
            heads.forEach((merchantId, head) -> standAt(Objects.requireNonNull(chosen.get(merchantId)), head));
            decide(session, chosen, LOADS_MAX);
        });
    }

    /** Lets go of heads that are locked, with nothing written. */
    void letGo(LaneSession session) {
        if (headsLocked) {
            connection.await(session, session.release(), _ -> {
                headsLocked = false;
                owner.pump();
            });
        }
    }

    private void standAt(MerchantQueue merchant, Head head) {
        boolean moved = merchant.head != null && !merchant.head.isAt(head);
        if (moved) {
            touched();
        }
        merchant.standAt(head);
    }

    private void decide(LaneSession session, Map<Integer, MerchantQueue> chosen, int loadsLeft) {
        intake.decide(chosen.values());
        Map<Integer, LoadRequest> requests = loadsLeft == 0 ? Map.of() : intake.takeLoadRequests();
        if (!requests.isEmpty()) {
            owner.load(session, requests, () -> decide(session, chosen, loadsLeft - 1));
        } else if (intake.hasDecided()) {
            owner.sendDecided(session);
        } else {
            letGo(session);
        }
    }
}
