package dev.millrace.lane;

import io.vertx.core.Future;

/** Where a lane loads from and appends to. */
public interface LaneStore {
    /** A batch made ready to be sent, and sent again byte for byte if need be. */
    interface Encoded {}

    /** Opens a session; fails if the database can not be reached or can not commit durably. */
    Future<LaneSession> open();

    /** Makes a batch ready to be sent. */
    Encoded encode(AppendRequest request);
}
