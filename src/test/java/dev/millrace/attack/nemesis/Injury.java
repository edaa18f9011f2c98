package dev.millrace.attack.nemesis;

/**
 * What a fault did, and how it is undone.
 *
 * @param lasts whether nobody can recover before it is undone; otherwise everybody must, and what is undone later is
 *     that something old comes to life again
 * @param cure undoes it
 */
record Injury(boolean lasts, Cure cure) {
    /** Undoes a fault. */
    @FunctionalInterface
    interface Cure {
        void apply() throws Exception;
    }

    /** It is over already. */
    static Injury over() {
        return new Injury(false, () -> {});
    }

    static Injury untilCured(Cure cure) {
        return new Injury(true, cure);
    }

    /** Servers get over it; afterwards what was held comes through, late. */
    static Injury withLateComers(Cure release) {
        return new Injury(false, release);
    }
}
