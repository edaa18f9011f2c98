package dev.millrace.lane;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.wire.EventWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One merchant's part of a batch: commands, what they came to, and what that writes. Owned by the lane's thread. */
final class BatchPart {
    private static final int EXPECTED_EVENT_BYTES = 4_096;

    private record Decided(Pending pending, Result result) {}

    private final MerchantQueue merchant;
    private final long firstFree;
    private final EventWriter writer = new EventWriter(EXPECTED_EVENT_BYTES);
    private final ChangeSet changes = new ChangeSet();
    private final List<Decided> decided = new ArrayList<>();
    private final List<KeyId> keys = new ArrayList<>();
    private long newNumber;
    private int lines;
    private @Nullable String events;
    private @Nullable String answeredIn;

    /** @param number of the merchant's last event before this part */
    BatchPart(MerchantQueue merchant, long number) {
        this.merchant = merchant;
        this.firstFree = number;
        this.newNumber = number;
    }

    MerchantQueue merchant() {
        return merchant;
    }

    /** About how much it appends. */
    int byteCount() {
        return writer.length();
    }

    EventWriter writer() {
        return writer;
    }

    int changedOrders() {
        return changes.changedOrderCount();
    }

    /** Whether it moves the head, or only compares it. */
    boolean writes() {
        return newNumber > firstFree;
    }

    /** As it is to be written where the head is expected at {@code expected}; nothing can join it any more. */
    AppendRequest.OfMerchant request(Head expected) {
        if (writes() && events == null) {
            events = writer.finish();
        }
        return new AppendRequest.OfMerchant(merchant.merchantId(), expected, newNumber, events, changes, writer);
    }

    long newNumber() {
        return newNumber;
    }

    /** Moves the state over an event and keeps what that changes. */
    void apply(MerchantState state, Event event) {
        for (Change change : state.apply(event)) {
            changes.add(change);
        }
        writer.write(event);
        newNumber = event.number();
    }

    void add(Pending pending, Result result) {
        decided.add(new Decided(pending, result));
        lines += pending.command().lines();
    }

    /** A key whose outcome is recorded by this part. */
    void addKey(KeyId key) {
        keys.add(key);
    }

    List<KeyId> keys() {
        return keys;
    }

    /** Commands of all these parts. */
    static int commandCount(List<BatchPart> parts) {
        return parts.stream().mapToInt(part -> part.decided.size()).sum();
    }

    int size() {
        return decided.size();
    }

    /** Lines of all its commands. */
    int lines() {
        return lines;
    }

    List<Pending> commands() {
        return decided.stream().map(Decided::pending).toList();
    }

    /** The history that its answers speak of, if that is another one than it was decided in. */
    @Nullable
    String answeredIn() {
        return answeredIn;
    }

    /** Its answers speak of this history from now on. */
    void answerIn(String history) {
        answeredIn = history;
        decided.replaceAll(each -> new Decided(each.pending(), each.result().in(history)));
    }

    void answer(Answers answers) {
        decided.forEach(each -> answers.succeed(each.pending(), each.result()));
    }

    void fail(Answers answers, Throwable failure) {
        decided.forEach(each -> answers.fail(each.pending(), failure));
    }
}
