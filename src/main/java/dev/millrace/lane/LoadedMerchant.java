package dev.millrace.lane;

import dev.millrace.domain.state.Loaded;
import java.util.Map;

/** What a load found of one merchant. */
public sealed interface LoadedMerchant {
    /**
     * Rows and outcomes of one snapshot.
     *
     * @param outcomes those that were asked for and exist
     */
    record Rows(Loaded loaded, Map<KeyId, KnownOutcome> outcomes) implements LoadedMerchant {}

    /** Rows that cannot be understood, or a merchant without a head: this merchant stops, the lane does not. */
    record Broken(Throwable cause) implements LoadedMerchant {}
}
