package dev.millrace.lane;

/** What a simulation must have come to, over all of its seeds; one that never does proves nothing. */
enum Sight {
    // What the way to the database did.
    LOST_BEFORE,
    LOST_AT_WORK,
    LOST_AFTER,
    SILENT,
    APPEND_FAILED,
    WARNED,
    NOT_CONNECTED,
    // What the database did.
    COMMITTED_FOR_NOBODY,
    ENDED_AT_WORK,
    ENDED_IN_ITS_WAIT_FOR_THE_STANDBY,
    END_NOT_CERTAIN,
    LOCK_TIMEOUT,
    CRASH,
    RESTORED_TO_A_NEW_HISTORY,
    RESTORED_IN_THE_SAME_HISTORY,
    FAILED_OVER_TO_THE_STANDBY,
    UNREPLICATED_COMMIT_LOST,
    NUMBER_USED_AGAIN,
    ACKNOWLEDGEMENT_LOST,
    // What lanes came to.
    STALE,
    STALE_IN_PART,
    KEY_TAKEN,
    SPLIT,
    UNENCODABLE,
    CONTESTED,
    SEVERAL_MERCHANTS,
    RECOVERY,
    RECOVERED_BY_WRITING,
    RECOVERED_BY_THE_JOURNAL,
    RECOVERED_AS_NEVER_WRITTEN,
    // What nodes did.
    NODE_DIED,
    NODE_CLOSED,
    // What clients did and were told.
    TWINS,
    CHANGED_CONTENT,
    ACCEPTED,
    REJECTED,
    UNCHANGED,
    REFUSED,
    REPLAYED,
    REPLAYED_BY_THE_OTHER_NODE,
    KEY_REUSED,
    NOT_EXECUTED,
    OUTCOME_UNKNOWN,
    ANSWER_NEVER_CAME,
    OVERLOADED,
    BACKORDERED,
    FILLED
}
