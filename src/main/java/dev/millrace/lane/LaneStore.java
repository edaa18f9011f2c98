package dev.millrace.lane;

import io.vertx.core.Future;

/** Where a lane loads from and appends to. */
public interface LaneStore {
    /** A batch made ready to be sent, and sent again byte for byte if need be. */
    interface Encoded {}

    /** Opens a session; fails if the database cannot be reached or cannot commit durably. */
    Future<LaneSession> open();

    /** Makes a batch ready to be sent. */
    Encoded encode(AppendRequest request);
}
