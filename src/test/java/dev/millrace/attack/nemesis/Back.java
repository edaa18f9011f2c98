package dev.millrace.attack.nemesis;

import java.time.Duration;

/**
 * How long it took until everything worked again on every node.
 *
 * @param orders until orders were taken
 * @param all until the last of everything worked
 */
record Back(Duration orders, Duration all) {
    Back max(Back other) {
        return new Back(longer(orders, other.orders), longer(all, other.all));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public String toString() {
        return "orders after %5.2f s, all after %5.2f s".formatted(orders.toMillis() / 1e3, all.toMillis() / 1e3);
    }
}
