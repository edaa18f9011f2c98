package dev.millrace.store;

/**
 * Whose a statement is. Holders take turns at the connections of a pool, and none of them gets all: so what one merchant
 * asks for by the hundred waits behind itself, not before his neighbours.
 */
public sealed interface StatementOwner {
    /** A merchant's own. */
    record Merchant(int merchantId) implements StatementOwner {}

    /** The server's own, for all merchants: a job, a check, an operator's command. */
    record Job(String name) implements StatementOwner {}

    /** Reads of many merchants that go together. Each gathers for itself, so each is a holder of its own. */
    final class Gathered implements StatementOwner {}
}
