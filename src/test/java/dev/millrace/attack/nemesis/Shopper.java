package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.http.RawConnection.Answer;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wishes one thing after another, under a seed: new orders, repetitions, twins, cancellations, adjustments, reads. */
final class Shopper {
    private static final int TRIES_MAX = 3;
    private static final long RETRY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Pattern ORDER_ID = Pattern.compile("\"id\":\"(order_[0-9a-z]+)\"");

    private final String name;
    private final Market market;
    private final Ledger ledger;
    private final Random random;
    private final ExecutorService threads;
    private int wishes;

    /** @param name unlike any other shopper's of the same attack */
    Shopper(String name, Market market, Ledger ledger, long seed, ExecutorService threads) {
        this.name = name;
        this.market = market;
        this.ledger = ledger;
        this.random = new Random(seed);
        this.threads = threads;
    }

    void wishOnce() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            pursue(newOrder());
        } else if (dice < 65) {
            twins();
        } else if (dice < 75) {
            repeat();
        } else if (dice < 83) {
            cancel();
        } else if (dice < 93) {
            pursue(adjustment());
        } else {
            read();
        }
    }

    private Wish newOrder() {
        StringBuilder lines = new StringBuilder();
        for (int line = random.nextInt(3); line >= 0; line--) {
            lines.append("{\"sku\":\"%s\",\"quantity\":%d}%s"
                    .formatted(Market.anySku(random), 1 + random.nextInt(3), line == 0 ? "" : ","));
        }
        return new Wish(Wish.Kind.PLACE, anyShop(), nextKey(), "{\"lines\":[" + lines + "]}");
    }

    private Wish adjustment() {
        String body = "{\"reason\":\"delivery\",\"lines\":[{\"sku\":\"%s\",\"delta\":%d}]}"
                .formatted(Market.anySku(random), 1 + random.nextInt(5));
        return new Wish(Wish.Kind.ADJUST, anyShop(), nextKey(), body);
    }

    private void cancel() {
        Entry placed = ledger.anyPlaced(random);
        Told.Decided decided = placed == null ? null : placed.decided();
        if (placed != null && decided != null) {
            pursue(cancelling(placed.wish().shop(), decided));
        }
    }

    static Wish cancelling(int shop, Told.Decided placed) {
        Matcher id = ORDER_ID.matcher(placed.body());
        if (!id.find()) {
            throw new IllegalStateException("an order without an id: " + placed.body());
        }
        return new Wish(Wish.Kind.CANCEL, shop, id.group(1), "{}");
    }

    private void repeat() {
        Entry placed = ledger.anyPlaced(random);
        if (placed != null) {
            ledger.note(placed, Told.of(placed.wish(), anyNode(placed.wish())));
        }
    }

    /** The same wish twice at once, perhaps at two nodes. */
    private void twins() {
        Wish wish = newOrder();
        Entry entry = ledger.of(wish);
        ApiClient other = anyNode(wish);
        Future<?> twin = threads.submit(() -> ledger.note(entry, Told.of(wish, other)));
        ledger.note(entry, Told.of(wish, anyNode(wish)));
        try {
            twin.get();
        } catch (Exception e) {
            ledger.violation("a shopper failed: " + e);
        }
    }

    /** Sends it, and after an answer without an outcome perhaps again; sometimes it is left for the end. */
    private void pursue(Wish wish) {
        Entry entry = ledger.of(wish);
        Told told = Told.of(wish, anyNode(wish));
        ledger.note(entry, told);
        for (int tries = 1; !(told instanceof Told.Decided) && tries < TRIES_MAX && random.nextBoolean(); tries++) {
            LockSupport.parkNanos(RETRY_PAUSE_NANOS);
            ledger.retrying();
            told = Told.of(wish, anyNode(wish));
            ledger.note(entry, told);
        }
    }

    /** What it reads is not compared, but it must be an answer. */
    private void read() {
        String path = random.nextBoolean() ? "/v1/stock/" + Market.anySku(random) : "/v1/orders?limit=5";
        try {
            Answer response = market.client(anyShop(), random).get(path);
            int status = response.status();
            if (status != 200 && status != 503 && status != 504) {
                ledger.violation("GET " + path + ": answered " + status + " " + response.body());
            }
        } catch (IllegalStateException _) {
            // The node is gone; it had nothing to lose.
        }
    }

    private ApiClient anyNode(Wish wish) {
        return market.client(wish.shop(), random);
    }

    private int anyShop() {
        return random.nextInt(Market.SHOPS);
    }

    private String nextKey() {
        return name + "-" + wishes++;
    }
}
