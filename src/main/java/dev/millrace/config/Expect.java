package dev.millrace.config;

import java.time.Duration;

/**
 * Checks for the compact constructors of configuration records. Each throws an {@link IllegalArgumentException} that
 * reads {@code queue_commands_max: 0 (expected: > 0)}; the name is that of the key, so that the loader only has to put
 * the section before it.
 */
public final class Expect {
    private static final int PORT_MAX = 65_535;

    private Expect() {}

    public static void positive(String name, long value) {
        require(value > 0, name, value, "> 0");
    }

    public static void notNegative(String name, long value) {
        require(value >= 0, name, value, ">= 0");
    }

    public static void between(String name, long value, long least, long most) {
        require(value >= least && value <= most, name, value, least + " to " + most);
    }

    /** At least as much as another value, which is named. */
    public static void atLeast(String name, long value, String otherName, long other) {
        require(value >= other, name, value, ">= " + otherName + ", " + other);
    }

    public static void positive(String name, Duration value) {
        require(value.isPositive(), name, Durations.format(value), "> 0");
    }

    public static void notNegative(String name, Duration value) {
        require(!value.isNegative(), name, Durations.format(value), ">= 0");
    }

    /** A port to listen on; 0 lets the system choose a free one. */
    public static void port(String name, int value) {
        between(name, value, 0, PORT_MAX);
    }

    public static void notBlank(String name, String value) {
        require(!value.isBlank(), name, "\"" + value + "\"", "not blank");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
