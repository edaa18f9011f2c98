package dev.millrace.lane;

import dev.millrace.lane.Conduct.Fate;
import dev.millrace.lane.FakeSession.Kind;
import dev.millrace.lane.FakeSession.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Sees what a node asks of the database and is told, and what it comes to with it. */
final class NodeWatch implements FakeStore.Observer, LaneListener {
    private final String node;
    private final TestWorld world;
    private final Trace trace;
    private final Set<String> recovering = new HashSet<>();
    private final IdentityHashMap<Object, FakeSession> lastCopies = new IdentityHashMap<>();
    private int commandsSent;

    /** What the simulation does when an append is about to be lost. */
    Runnable whenLost = () -> {};

    NodeWatch(String node, TestWorld world, Trace trace) {
        this.node = node;
        this.world = world;
        this.trace = trace;
    }

    String node() {
        return node;
    }

    @Override
    public void asked(FakeSession session, Question<?> question) {
        trace.say(
                world.nowMillis(),
                "asked",
                node,
                session.backend(),
                question.kind().name(),
                question.fate().name());
        if (question.kind() == Kind.END && recovering.add(session.backend())) {
            trace.see(Sight.RECOVERY);
        } else if (question.kind() == Kind.APPEND) {
            FakeSession earlier = lastCopies.put(question.about(), session);
            if (earlier != null && earlier.isAtWork()) {
                trace.broken(new AssertionError("sent again while " + earlier.backend() + " may be at work on it"));
            }
            if (question.fate() != Fate.FINE) {
                whenLost.run();
            }
        }
    }

    @Override
    public void answered(FakeSession session, Question<?> question, Object answer) {
        trace.say(world.nowMillis(), "answered", node, question.kind().name());
        if (question.kind() == Kind.END && answer.equals(false)) {
            trace.see(Sight.END_NOT_CERTAIN);
        } else if (question.kind() == Kind.HAS_WRITTEN) {
            recovering.remove(session.backend());
            trace.see(answer.equals(true) ? Sight.RECOVERED_BY_THE_JOURNAL : Sight.RECOVERED_AS_NEVER_WRITTEN);
        } else if (answer instanceof AppendOutcome outcome) {
            appended(session, ((FakeStore.Batch) question.about()).request(), outcome);
        }
    }

    @Override
    public void batchDecided(int commands, int merchants) {
        commandsSent = commands;
        if (merchants > 1) {
            trace.see(Sight.SEVERAL_MERCHANTS);
        }
    }

    @Override
    public void contested(boolean on) {
        if (on) {
            trace.see(Sight.CONTESTED);
        }
    }

    private void appended(FakeSession session, AppendRequest request, AppendOutcome outcome) {
        trace.say(world.nowMillis(), "appended", node, outcome.getClass().getSimpleName());
        switch (outcome) {
            case AppendOutcome.Written _ -> {
                if (recovering.remove(session.backend())) {
                    trace.see(Sight.RECOVERED_BY_WRITING);
                }
            }
            case AppendOutcome.Elsewhere(var heads) ->
                trace.see(heads.size() < request.merchants().size() ? Sight.STALE_IN_PART : Sight.STALE);
            case AppendOutcome.KeyTaken _ -> trace.see(Sight.KEY_TAKEN);
            case AppendOutcome.BadData(Throwable cause) -> refused(request, cause);
            case AppendOutcome.NotWritten _ -> trace.see(Sight.APPEND_FAILED);
            case AppendOutcome.Unknown _ -> trace.see(Sight.WARNED);
        }
    }

    /** Only what clients made impossible may be refused; all else would be a wrong decision. */
    private void refused(AppendRequest request, Throwable cause) {
        List<String> orders = new ArrayList<>();
        boolean isImpossible = false;
        for (AppendRequest.OfMerchant part : request.merchants()) {
            for (var put : part.changes().newOrders()) {
                isImpossible |= WishMaker.IS_UNWRITABLE.test(put.order());
                orders.add(put.keyed().key());
            }
        }
        if (!isImpossible) {
            trace.broken(new AssertionError("the database refuses what was decided: " + orders, cause));
        }
        if (commandsSent > 1) {
            trace.see(Sight.SPLIT);
        }
    }
}
