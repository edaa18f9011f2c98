package dev.millrace.attack.nemesis;

import org.jspecify.annotations.Nullable;

/** What is known of one wish. Any thread may add to it. */
final class Entry {
    private final Wish wish;
    private Told.@Nullable Decided decided;
    private boolean doubtful;
    private int tries;

    Entry(Wish wish) {
        this.wish = wish;
    }

    Wish wish() {
        return wish;
    }

    /**
     * Notes what was told.
     *
     * @return what is wrong with it, or null
     */
    synchronized @Nullable String heard(Told told) {
        tries++;
        return switch (told) {
            case Told.Decided now -> {
                Told.Decided before = decided;
                decided = before == null ? now : before;
                yield before == null || same(before, now) ? null : "answers differ: " + before + " and then " + now;
            }
            case Told.NotExecuted _ -> null;
            case Told.Unknown _ -> {
                doubtful = true;
                yield null;
            }
            case Told.Wrong(String answer) -> "answered " + answer;
        };
    }

    /** A cancelled order is shown as it stands, which no promise holds to the byte. */
    private boolean same(Told.Decided before, Told.Decided now) {
        return wish.kind() == Wish.Kind.CANCEL ? before.status() == now.status() : before.equals(now);
    }

    synchronized Told.@Nullable Decided decided() {
        return decided;
    }

    /** Whether nobody knows its outcome, and there may be one. */
    synchronized boolean isUnknown() {
        return decided == null && doubtful;
    }

    /** Whether whoever was asked said that nothing was done. */
    synchronized boolean isNotExecuted() {
        return decided == null && !doubtful && tries > 0;
    }
}
