package dev.millrace.purchasing.dispatch;

import dev.millrace.config.Backoff;
import dev.millrace.config.Expect;
import dev.millrace.purchasing.CallbackAddress;
import dev.millrace.purchasing.SupplierSlots;
import java.time.Duration;

/**
 * How purchase orders are made and sent. The settings of its parts stand in one section.
 *
 * @param enabled whether this node buys at all; off for a copy of a database that others serve
 * @param callbackBase how suppliers reach this API, for example {@code https://orders.example.com}; empty if they cannot,
 *     then they are asked
 */
public record DispatcherConfig(
        boolean enabled,
        String callbackBase,
        Rounds rounds,
        Concurrency concurrency,
        Memory memory,
        Timeouts timeouts,
        Pauses pauses,
        Settings settings,
        Figures figures) {
    public DispatcherConfig {
        checkedCallback(callbackBase);
    }

    /**
     * How often the dispatcher works, and how much at once.
     *
     * @param interval how often we look for what is owed and for what is to be sent
     * @param retryDelayMax between two looks that fail; the first follow faster
     * @param gatherSuppliersMax suppliers for whom is gathered at once; a merchant never has more than are left free
     * @param pageMax purchase orders that are read at once
     */
    public record Rounds(Duration interval, Duration retryDelayMax, int gatherSuppliersMax, int pageMax) {
        public Rounds {
            Expect.positive("interval", interval);
            Expect.positive("retry_delay_max", retryDelayMax);
            Expect.positive("gather_suppliers_max", gatherSuppliersMax);
            Expect.positive("page_max", pageMax);
        }
    }

    /**
     * What is under way at once.
     *
     * @param exchangesMax exchanges with suppliers at once, in this process
     * @param merchantExchangesMax of these, of one merchant, who never has more than are left free
     * @param supplierExchangesMax of these, with one supplier of a merchant
     * @param commandsMax commands without an exchange that are on their way at once; a merchant never has more than are left free
     */
    public record Concurrency(int exchangesMax, int merchantExchangesMax, int supplierExchangesMax, int commandsMax) {
        public Concurrency {
            Expect.positive("exchanges_max", exchangesMax);
            Expect.between("merchant_exchanges_max", merchantExchangesMax, 1, exchangesMax);
            Expect.between("supplier_exchanges_max", supplierExchangesMax, 1, merchantExchangesMax);
            Expect.positive("commands_max", commandsMax);
        }
    }

    /**
     * What is kept in memory.
     *
     * @param suppliersMax suppliers of which is remembered how they fare; a merchant never has more than are left free
     * @param questionsMax purchase orders of which is remembered when their supplier is asked again; a merchant never has more than
     *     are left free
     */
    public record Memory(int suppliersMax, int questionsMax) {
        public Memory {
            Expect.positive("suppliers_max", suppliersMax);
            Expect.positive("questions_max", questionsMax);
        }
    }

    /**
     * How long things may take.
     *
     * @param commandDeadline of what is written down before and after an exchange
     * @param leftBehindMargin how long beyond its exchange a purchase order may be on its way, before we take it that the node
     *     which sent it is gone; more than {@code commandDeadline} and what clocks are apart
     * @param acknowledgedWithin until a supplier that has a purchase order and does not say whether it will deliver is asked
     */
    public record Timeouts(Duration commandDeadline, Duration leftBehindMargin, Duration acknowledgedWithin) {
        public Timeouts {
            Expect.positive("command_deadline", commandDeadline);
            Expect.atLeast(
                    "left_behind_margin in ms",
                    leftBehindMargin.toMillis(),
                    "command_deadline in ms",
                    commandDeadline.toMillis());
            Expect.positive("acknowledged_within", acknowledgedWithin);
        }
    }

    /**
     * How long a supplier in trouble is left alone.
     *
     * @param backoffFirst the most that is waited after one failure
     * @param backoffMax the most that is waited after any number of them
     * @param retryAfterMax how much of a supplier's {@code Retry-After} is heeded
     */
    public record Pauses(Duration backoffFirst, Duration backoffMax, Duration retryAfterMax) {
        public Pauses {
            Expect.positive("backoff_first", backoffFirst);
            Expect.atLeast("backoff_max in ms", backoffMax.toMillis(), "backoff_first in ms", backoffFirst.toMillis());
            Expect.notNegative("retry_after_max", retryAfterMax);
        }
    }

    /**
     * How suppliers' settings are remembered.
     *
     * @param settingsTtl how long a supplier's settings are remembered, and so when a change counts on other nodes
     * @param settingsMax suppliers whose settings are remembered
     */
    public record Settings(Duration settingsTtl, int settingsMax) {
        public Settings {
            Expect.notNegative("settings_ttl", settingsTtl);
            Expect.positive("settings_max", settingsMax);
        }
    }

    /**
     * What is counted for the meters.
     *
     * @param figuresInterval how often purchase orders and waiting units are counted for the meters
     * @param meterSuppliersMax suppliers that have meters of their own; all others share one
     */
    public record Figures(Duration figuresInterval, int meterSuppliersMax) {
        public Figures {
            Expect.positive("figures_interval", figuresInterval);
            Expect.positive("meter_suppliers_max", meterSuppliersMax);
        }
    }

    public static DispatcherConfig defaults() {
        return new DispatcherConfig(
                true,
                "",
                new Rounds(Duration.ofMillis(500), Duration.ofSeconds(30), 100, 500),
                new Concurrency(64, 32, 4, 256),
                new Memory(10_000, 10_000),
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(15)),
                new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1)),
                new Settings(Duration.ofSeconds(2), 10_000),
                new Figures(Duration.ofSeconds(15), 50));
    }

    /** With suppliers told to call back there. */
    public DispatcherConfig callingBack(String base) {
        return new DispatcherConfig(enabled, base, rounds, concurrency, memory, timeouts, pauses, settings, figures);
    }

    /** With figures counted as often as that. */
    public DispatcherConfig counting(Duration every) {
        Figures counted = new Figures(every, figures.meterSuppliersMax());
        return new DispatcherConfig(
                enabled, callbackBase, rounds, concurrency, memory, timeouts, pauses, settings, counted);
    }

    SupplierSlots.Limits exchanges() {
        return new SupplierSlots.Limits(
                concurrency.exchangesMax(), concurrency.merchantExchangesMax(), concurrency.supplierExchangesMax());
    }

    Backoff backoff() {
        return new Backoff(pauses.backoffFirst(), pauses.backoffMax());
    }

    SupplierPause pause() {
        return new SupplierPause(backoff(), pauses.retryAfterMax());
    }

    private static void checkedCallback(String base) {
        var _ = new CallbackAddress(base);
    }
}
