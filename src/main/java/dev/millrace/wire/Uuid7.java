package dev.millrace.wire;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. Each is larger than the one that
 * the same instance made before it, also within a millisecond and when the clock goes back: then the random bits are
 * taken as a counter and raised by a random step (section 6.2, method 2).
 *
 * <p>Safe for any thread; an instance for each event loop keeps the lock free.
 */
public final class Uuid7 {
    private static final int SEED_BYTES = 48;
    private static final int HIGH_BITS = 12;
    private static final int LOW_BITS = 62;
    private static final long HIGH_MASK = (1L << HIGH_BITS) - 1;
    private static final long LOW_MASK = (1L << LOW_BITS) - 1;
    private static final long VERSION = 7L << HIGH_BITS;
    private static final long VARIANT = 2L << LOW_BITS;
    private static final long STEP_BOUND = 1L << 32;

    private final RandomGenerator random;
    private long millis = -1;
    private long high;
    private long low;

    /** @param random where the random bits come from; a simulation gives its own */
    public Uuid7(RandomGenerator random) {
        this.random = random;
    }

    /** With random bits that no two instances share, on whatever node. */
    public static Uuid7 seeded() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return new Uuid7(
                RandomGeneratorFactory.<RandomGenerator>of("L128X256MixRandom").create(seed));
    }

    /** @param at the time that it carries; ids of the same or an earlier time still ascend */
    public synchronized UUID next(Instant at) {
        long now = at.toEpochMilli();
        if (now > millis) {
            millis = now;
            high = random.nextLong() & HIGH_MASK;
            low = random.nextLong() & LOW_MASK;
        } else {
            raise(1 + random.nextLong(STEP_BOUND));
        }
        return new UUID((millis << 16) | VERSION | high, VARIANT | low);
    }

    private void raise(long step) {
        long sum = low + step;
        low = sum & LOW_MASK;
        high += sum >>> LOW_BITS;
        if (high > HIGH_MASK) {
            high = 0;
            millis++;
        }
    }
}
