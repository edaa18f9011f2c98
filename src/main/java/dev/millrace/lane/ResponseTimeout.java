package dev.millrace.lane;

/**
 * What a lane has asked its connection and was not told yet, and since when it has heard nothing. Answers come in the
 * order of the questions, so one instant is enough for all of them. Owned by the lane's thread.
 */
final class ResponseTimeout {
    private final long maxNanos;
    private int awaited;
    private long heardNanos;

    ResponseTimeout(long maxNanos) {
        this.maxNanos = maxNanos;
    }

    void asked(long nowNanos) {
        if (awaited == 0) {
            heardNanos = nowNanos;
        }
        awaited++;
    }

    void answered(long nowNanos) {
        awaited--;
        heardNanos = nowNanos;
    }

    /** Nothing is awaited any more. */
    void reset() {
        awaited = 0;
    }

    boolean isAwaiting() {
        return awaited > 0;
    }

    /** Whether something is awaited and nothing came for too long. */
    boolean isOver(long nowNanos) {
        return awaited > 0 && nowNanos - heardNanos >= maxNanos;
    }
}
