package dev.millrace.attack.overload;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One merchant floods the lane with commands of one kind, and a neighbour on the same lane orders a little. It is compared
 * with a flood of as many plain orders, since clients at the door cost what they cost, whatever they want.
 */
final class Floods implements Scenario {
    private static final int FLOOD_CONNECTIONS = 64;
    private static final int NEIGHBOUR_CONNECTIONS = 16;
    private static final double NEIGHBOUR_PER_SECOND = 100;
    private static final int SECONDS = 8;
    /** So few outcomes are remembered that those of the first flood are forgotten. */
    private static final int REMEMBERED = 1_000;

    private static final int REPLAYED_KEYS = 200;
    private static final int FORGOTTEN_KEYS = 10_000;

    /** What the flood consists of. */
    enum Kind {
        UNKNOWN_SKUS,
        REPLAYS,
        FORGOTTEN_REPLAYS,
        REFUSALS;

        String title() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    private final Set<Kind> kinds;

    Floods(Set<Kind> kinds) {
        this.kinds = EnumSet.copyOf(kinds);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("lane.lanes", "1", "lane.recent_outcomes_max", Integer.toString(REMEMBERED));
    }

    @Override
    public void run(Site site, Report report) {
        Merchant flooding = site.openMerchant("flood");
        Merchant calm = site.openMerchant("neighbour");
        report.title("floods: " + FLOOD_CONNECTIONS + " clients of one merchant, and a neighbour on the same lane");
        try (Generator generator = new Generator(site.port())) {
            Load warmUp = generator.begin(Load.closed(plain(flooding)), FLOOD_CONNECTIONS);
            generator.run(WARM_UP_SECONDS);
            generator.end(ANSWER_SECONDS_MAX, List.of(warmUp));
            Load neighbour = generator.begin(
                    Load.open(Orders.of(calm, "n-", Merchant.SKUS), NEIGHBOUR_PER_SECOND), NEIGHBOUR_CONNECTIONS);
            generator.run(SECONDS);
            report.fact("neighbour alone", "%s", Neighbour.of(last(neighbour)));
            Neighbour beside =
                    beside(generator, neighbour, Orders.of(flooding, "again-", Merchant.SKUS), "orders", report);
            Map<Kind, Neighbour> measured = new LinkedHashMap<>();
            for (Kind kind : kinds) {
                measured.put(kind, beside(generator, neighbour, orders(kind, flooding), kind.title(), report));
            }
            measured.forEach((kind, besideKind) -> report.promise(
                    "a flood of " + kind.title() + ", against one of orders",
                    besideKind.isLike(beside),
                    "p50 %.2f, p99 %.2f, rate %.2f (%s)",
                    besideKind.p50Millis() / beside.p50Millis(),
                    besideKind.p99Millis() / beside.p99Millis(),
                    besideKind.decidedPerSecond() / beside.decidedPerSecond(),
                    Neighbour.promise()));
            generator.end(ANSWER_SECONDS_MAX, List.of(neighbour));
        }
    }

    private static Neighbour beside(Generator generator, Load neighbour, Orders orders, String title, Report report) {
        Load flood = generator.begin(Load.closed(orders), FLOOD_CONNECTIONS);
        generator.run(SECONDS);
        Neighbour beside = Neighbour.of(last(neighbour));
        Window all = flood.tally().window(1, SECONDS);
        report.fact(
                "neighbour beside a flood of " + title,
                "%s; the flood: %.0f answers/s, %d other 5xx",
                beside,
                all.answeredPerSecond(),
                all.broken() + all.unknown());
        generator.end(ANSWER_SECONDS_MAX, List.of(flood));
        return beside;
    }

    /** All but the first of the seconds that just went by. */
    private static Window last(Load neighbour) {
        int now = neighbour.tally().secondsSoFar() - 1;
        return neighbour.tally().window(now - SECONDS + 1, now);
    }

    private static Orders plain(Merchant merchant) {
        return Orders.of(merchant, "f-", Merchant.SKUS);
    }

    private static Orders orders(Kind kind, Merchant flooding) {
        return switch (kind) {
            case UNKNOWN_SKUS -> new Orders(flooding.apiKey(), n -> "u-" + n, n -> Orders.body("NO-SUCH-SKU-" + n));
            case REPLAYS -> repeated(flooding, "again-", REPLAYED_KEYS);
            case FORGOTTEN_REPLAYS -> repeated(flooding, "f-", FORGOTTEN_KEYS);
            case REFUSALS ->
                new Orders(
                        flooding.apiKey(),
                        n -> "r-" + n,
                        n -> "{\"lines\":[{\"sku\":\"" + Merchant.sku((int) (n % Merchant.SKUS))
                                + "\",\"quantity\":1,\"unit_price\":{\"amount\":1,\"currency\":\"EUR\"}}]}");
        };
    }

    /** The first so many of what {@link Orders#of} makes, again and again. */
    private static Orders repeated(Merchant flooding, String prefix, int keys) {
        return new Orders(
                flooding.apiKey(),
                n -> prefix + n % keys,
                n -> Orders.body(Merchant.sku((int) (n % keys % Merchant.SKUS))));
    }
}
