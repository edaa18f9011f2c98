package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Keyed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client wants, and asks for until it knows what became of it. */
final class Wish {
    /** Makes the command of one attempt; the content of another variant differs. */
    interface Maker {
        Command make(UUID id, Instant at, int variant);
    }

    private final int merchantId;
    private final Maker maker;
    private final boolean impossible;
    int attempts;
    boolean settled;

    /** @param impossible whether it cannot be stored, so that it fails */
    Wish(int merchantId, boolean impossible, Maker maker) {
        this.merchantId = merchantId;
        this.impossible = impossible;
        this.maker = maker;
    }

    int merchantId() {
        return merchantId;
    }

    boolean isImpossible() {
        return impossible;
    }

    Command command(UUID id, Instant at, int variant) {
        return maker.make(id, at, variant);
    }

    /** One time that it was asked for. */
    static final class Attempt {
        final Wish wish;
        final int variant;
        final Command command;
        final SimulatedNode node;
        final long deadlineMillis;
        /** Where the database and the merchant stood when it was sent. */
        final int timeline;

        final long number;
        boolean isOver;
        /** The timeline in which it was told not to be executed, or a later one than all. */
        int notExecutedIn = Integer.MAX_VALUE;

        Attempt(Wish wish, int variant, Command command, SimulatedNode node, long deadlineMillis, Standing standing) {
            this.wish = wish;
            this.variant = variant;
            this.command = command;
            this.node = node;
            this.deadlineMillis = deadlineMillis;
            this.timeline = standing.timeline();
            this.number = standing.number();
        }

        @Nullable
        Keyed keyed() {
            return command.keyed();
        }

        @Override
        public String toString() {
            return command + " at " + node.name();
        }
    }

    /** Where a merchant's journal ends in one of the database's timelines. */
    record Standing(int timeline, long number) {}
}
