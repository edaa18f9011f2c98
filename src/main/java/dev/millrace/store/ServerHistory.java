package dev.millrace.store;

/**
 * Which data a server holds. All copies of a cluster have its identifier; the timeline grows when one of them is promoted or
 * brought to an earlier point.
 *
 * @param systemIdentifier of the cluster
 * @param timeline 0 where a standby was asked
 */
public record ServerHistory(long systemIdentifier, int timeline) {
    /** Asks a server for it, and whether it takes writes: {@code in_recovery}, {@code read_only} and the two of this record. */
    // The control file learns of a promotion only with the next checkpoint, the write-ahead log at once.
    public static final String STATE = """
            SELECT pg_is_in_recovery() AS in_recovery,
              current_setting('default_transaction_read_only')::boolean AS read_only,
              c.system_identifier,
              CASE WHEN pg_is_in_recovery() THEN 0
                ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer END AS timeline
            FROM pg_control_system() c
            """;
}
