package dev.millrace.domain.model;

import java.util.UUID;

/** Ids that a decision makes: they derive from the command's own id, so that deciding again makes them again. */
public final class DerivedIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DerivedIds() {}

    /**
     * The {@code ordinal}-th id derived from {@code base}: a version 7 UUID with the base's time, its random bits mixed
     * with SplitMix64 (Steele, Lea and Flood, 2014).
     */
    public static UUID derive(UUID base, int ordinal) {
        long seed = base.getMostSignificantBits() * 31 + base.getLeastSignificantBits();
        long high = mix(seed + (ordinal + 1) * 0x9E37_79B9_7F4A_7C15L);
        long low = mix(high + 0x9E37_79B9_7F4A_7C15L);
        long most = (base.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L) | VERSION_7 | (high & 0xFFF);
        return new UUID(most, (low & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
