package dev.millrace.store;

import org.jspecify.annotations.Nullable;

/**
 * What a server said of itself.
 *
 * @param inRecovery it is a standby, or on its way up
 * @param readOnly its sessions take no writes
 * @param history which data it holds; null where it does not tell
 */
record ServerState(
        boolean inRecovery, boolean readOnly, @Nullable ServerHistory history) {}
