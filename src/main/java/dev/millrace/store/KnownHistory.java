package dev.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a server is the one to work on: it takes writes, and holds the data that this process has worked on so far. The
 * first that takes writes says which these are; after that only a later timeline of the same cluster takes their place.
 * One for all connections of a process, so that they agree. Safe for any thread.
 */
final class KnownHistory {
    private @Nullable ServerHistory known;

    /** Which data this process works on; null before it was told. */
    synchronized @Nullable ServerHistory known() {
        return known;
    }

    /** @return what is wrong with the server, for people; null if it is the right one */
    synchronized @Nullable String fault(ServerState server) {
        if (server.inRecovery()) {
            return "it is a standby and takes no writes";
        }
        if (server.readOnly()) {
            return "its sessions are read-only (default_transaction_read_only)";
        }
        ServerHistory history = server.history();
        if (history == null) {
            return null;
        }
        ServerHistory before = known;
        if (before != null && before.systemIdentifier() != history.systemIdentifier()) {
            return "it is another database cluster than before; if that is meant, restart Millrace";
        }
        if (before != null && before.timeline() > history.timeline()) {
            return "its timeline " + history.timeline() + " is over since another server is at " + before.timeline()
                    + "; if it is meant nevertheless, restart Millrace";
        }
        known = history;
        return null;
    }
}
