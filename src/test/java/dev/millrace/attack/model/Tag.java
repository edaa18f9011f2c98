package dev.millrace.attack.model;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Version;
import org.jspecify.annotations.Nullable;

/** What a client says of the version that it has seen. */
enum Tag {
    NONE,
    ANY,
    RIGHT,
    STALE,
    WEAK,
    OF_ANOTHER_HISTORY;

    private static final String ELSEWHERE = "elsewhere1";

    /** The header, or null. */
    @Nullable
    String ifMatch(String history, long version) {
        return switch (this) {
            case NONE -> null;
            case ANY -> "*";
            case RIGHT -> tag(history, version);
            case STALE -> tag(history, Math.max(0, version - 1));
            case WEAK -> "W/" + tag(history, version);
            case OF_ANOTHER_HISTORY -> tag(ELSEWHERE, version);
        };
    }

    /** The same for the model, which knows one history; nothing has version 0. */
    Precondition expected(long version) {
        return switch (this) {
            case NONE, ANY -> Precondition.NONE;
            case RIGHT -> Precondition.is(new Version("", version));
            case STALE -> Precondition.is(new Version("", Math.max(0, version - 1)));
            case WEAK, OF_ANOTHER_HISTORY -> Precondition.is(new Version("", 0));
        };
    }

    private static String tag(String history, long version) {
        return "\"" + history + "-" + version + "\"";
    }
}
