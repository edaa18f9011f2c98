package dev.millrace.wire;

import java.io.IOException;

/** How the reading of a document ends before its end. Both are caught where it began, and cost no stack trace. */
final class ReadingEnd {
    private ReadingEnd() {}

    /** Ends the reading of a document whose syntax is broken. */
    static final class Unreadable extends RuntimeException {
        private final IOException reason;

        Unreadable(IOException reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }

    /** Ends the reading of a document of which enough is wrong. */
    static final class FaultsAreFull extends RuntimeException {
        FaultsAreFull() {
            super(null, null, false, false);
        }
    }
}
