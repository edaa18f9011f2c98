package dev.millrace.attack.nemesis;

import java.time.Duration;
import java.util.function.Function;

/** How long servers may need until everything works again, by what they have to notice. */
enum Limit {
    /** They are told: a reset connection, an error. One look-up and a second copy, then all goes on. */
    AT_ONCE(_ -> Duration.ofSeconds(5)),
    /** Silence of a lane's connection, which {@code lane.append_timeout} ends. */
    LANE_SILENCE(timeouts -> timeouts.append().plusSeconds(3)),
    /**
     * Silence on all connections. Each of a pool's two is given up a second after {@code database.statement_timeout} at
     * the latest, perhaps one after the other.
     */
    SILENCE(timeouts -> timeouts.statement().plusSeconds(1).multipliedBy(2).plusSeconds(4)),
    /** A server starts. */
    SERVER_START(_ -> Duration.ofSeconds(20)),
    /** A server starts, and PostgreSQL's {@code transaction_timeout} frees heads that a backend holds for nobody. */
    STRANDED(timeouts -> timeouts.statement().plusSeconds(22)),
    /** PostgreSQL starts and recovers its data. */
    POSTGRESQL_START(_ -> Duration.ofSeconds(20));

    @SuppressWarnings("ImmutableEnumChecker") // They have no state.
    private final Function<Timeouts, Duration> duration;

    Limit(Function<Timeouts, Duration> duration) {
        this.duration = duration;
    }

    /** Until orders are taken: a lane, and the reads that tell whose key it is, notice silence sooner than lists do. */
    Duration forOrders(Timeouts timeouts) {
        Duration reads = timeouts.read().plusSeconds(1).multipliedBy(2);
        return this == SILENCE ? Back.longer(timeouts.append(), reads).plusSeconds(3) : of(timeouts);
    }

    /** Until everything works. */
    Duration of(Timeouts timeouts) {
        return duration.apply(timeouts);
    }
}
