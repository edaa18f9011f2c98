package dev.millrace.feed;

/** What a follower of the journal is told. */
public sealed interface EventsResult {
    /**
     * The events after its cursor, in order and without gaps.
     *
     * @param history of the journal
     * @param next the number of the last event here, or the cursor's own where there is none: where to go on
     * @param head the number of the last event there is
     * @param events as recorded, UTF-8, separated by commas, without brackets; empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; copying them would be the cost of the answer.
    record Events(String history, long next, long head, byte[] events) implements EventsResult {}

    /**
     * The cursor is of another history, or beyond the present one's last event, and leads nowhere. Whoever kept it would miss
     * what comes next.
     *
     * @param head the number of the last event there is
     */
    record HistoryGone(String history, long head) implements EventsResult {}
}
