package dev.millrace.load;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What customers order, one after another and without end: one to four lines of the demo's products by popularity, one
 * to three units of each. One order in fifty is a reseller's, a thousand times as large, so that a run meets short stock
 * and backorders too. The same seed gives the same orders.
 */
final class OrderRequests implements Iterator<Map<String, Object>> {
    /** The name under which Gatling's session holds the order. */
    static final String ORDER = "order";

    private static final int PRODUCTS = 1_000;
    private static final int LINES_MAX = 4;
    private static final int UNITS_MAX = 3;
    private static final int RESELLER_EVERY = 50;
    private static final int RESELLER_FACTOR = 1_000;

    private final Popularity popularity = new Popularity(PRODUCTS);
    private final SplittableRandom random;
    private final String run;
    private long count;

    OrderRequests(long seed, String run) {
        random = new SplittableRandom(seed);
        this.run = run;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Map<String, Object> next() {
        return Map.of(ORDER, order());
    }

    OrderRequest order() {
        int factor = random.nextInt(RESELLER_EVERY) == 0 ? RESELLER_FACTOR : 1;
        List<OrderRequest.Line> lines = Stream.generate(() -> line(factor))
                .limit(random.nextInt(1, LINES_MAX + 1))
                .toList();
        return new OrderRequest("load-" + run + "-" + ++count, lines);
    }

    private OrderRequest.Line line(int factor) {
        int rank = popularity.rank(random.nextDouble());
        return new OrderRequest.Line(
                String.format(Locale.ROOT, "SKU-%04d", rank), (long) factor * random.nextInt(1, UNITS_MAX + 1));
    }
}
