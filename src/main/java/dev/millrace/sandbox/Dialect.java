package dev.millrace.sandbox;

import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.SandboxOrder.Line;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the supplier's answers are put, over REST or over SOAP. */
interface Dialect {
    /**
     * What somebody wants.
     *
     * @param number of the purchase order
     * @param lines of a submission; empty otherwise
     */
    record Wanted(
            Asked asked,
            String number,
            List<Line> lines,
            @Nullable URI callback) {
        public Wanted {
            lines = List.copyOf(lines);
        }
    }

    /** The answer that tells how an order stands. */
    SandboxAnswer statement(Asked asked, SandboxOrder order, boolean isNew);

    /** There is no order of that number. */
    SandboxAnswer notKnown(String number);

    /** It will not be done, however often it is asked for. */
    SandboxAnswer refused(String reason);

    /** Nothing was done, and later it may be. */
    SandboxAnswer later(int status, Duration after);

    /** The request cannot be understood. */
    SandboxAnswer malformed(String reason);

    /** Who asks may not. */
    SandboxAnswer unauthorized();

    /** Something broke in here. */
    SandboxAnswer failed();
}
