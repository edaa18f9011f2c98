package dev.millrace.attack.nemesis;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Follows the messages of one connection far enough to know which belong to an append. Each Sync and each simple query
 * is answered by one ReadyForQuery, in order; so the number of an append's Sync finds its answer.
 *
 * <p>{@link #sending} belongs to the thread of one direction, {@link #receiving} to that of the other.
 */
final class AppendWatch {
    private static final String APPEND = "append_v1(";

    private final Set<String> appendStatements = new HashSet<>();
    private final Queue<Long> appendNumbers = new ConcurrentLinkedQueue<>();
    private boolean inAppend;
    private long asked;
    private long answered;
    private boolean ready;

    /** What is about to be sent to the database, if it is a moment of an append. */
    @Nullable
    Moment sending(Message message) {
        return switch (message.type()) {
            case 'P' -> parsed(message);
            case 'B' -> bound(message);
            case 'Q' -> {
                asked++;
                yield null;
            }
            case 'S' -> synced();
            default -> null;
        };
    }

    private @Nullable Moment parsed(Message parse) {
        String statement = parse.text(0);
        if (parse.secondText().contains(APPEND)) {
            appendStatements.add(statement);
        } else {
            appendStatements.remove(statement);
        }
        return null;
    }

    private @Nullable Moment bound(Message bind) {
        if (inAppend || !appendStatements.contains(bind.secondText())) {
            return null;
        }
        inAppend = true;
        appendNumbers.add(asked);
        return Moment.BEFORE_APPEND;
    }

    private @Nullable Moment synced() {
        asked++;
        boolean ofAppend = inAppend;
        inAppend = false;
        return ofAppend ? Moment.BEFORE_SYNC : null;
    }

    /** What the database is about to answer, if it is the first message of an append's answer. */
    @Nullable
    Moment receiving(Message message) {
        Long append = appendNumbers.peek();
        boolean ofAppend = ready && append != null && append == answered;
        if (ofAppend) {
            appendNumbers.remove();
        }
        if (message.type() == 'Z') {
            answered += ready ? 1 : 0;
            ready = true;
        }
        return ofAppend ? Moment.BEFORE_ANSWER : null;
    }
}
