package dev.millrace.attack.backlog;

import dev.millrace.attack.overload.Samples;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.purchasing.GatherReplenishments;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * One merchant with so many lines that wait for one SKU, each an order of one unit. Half of the queue is on purchase orders
 * that were sent, half on such as were not, and one large purchase order, of an order that was cancelled since, is on
 * its way: its goods go to whoever waits longest. Whatever leaves the queue is replaced, so that it stays as long as it is.
 */
final class Backlog {
    private static final long LARGE = Limits.QUANTITY_MAX;

    private final LaneAtWork lane;
    private final Commands commands;
    private final int lines;
    private final Random random = new Random(1);
    private final List<UUID> sent = new ArrayList<>();
    private final List<UUID> unsent = new ArrayList<>();
    private UUID incoming = new UUID(0, 0);

    Backlog(LaneAtWork lane, int merchant, int lines) {
        this.lane = lane;
        this.commands = new Commands(merchant);
        this.lines = lines;
    }

    int lines() {
        return lines;
    }

    /** Makes the queue. */
    void fill() {
        lane.does(commands.supplier());
        lane.does(commands.product());
        PlaceOrder large = commands.place(LARGE);
        lane.does(large);
        incoming = buy(List.of(large.id()));
        send(incoming);
        lane.does(commands.cancel(large.id()));
        List<UUID> all = queueUp(lines);
        // The first ones are the next to be filled; those in the middle stay, to be cancelled.
        int half = all.size() / 2;
        int perPurchase = Math.clamp(half, 1, Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX);
        for (int from = 0; from < all.size(); from += perPurchase) {
            List<UUID> some = all.subList(from, Math.min(from + perPurchase, all.size()));
            UUID purchase = buy(some);
            boolean isSent = from / perPurchase % 2 == 0;
            if (isSent) {
                send(purchase);
            }
            boolean isInTheMiddle = from >= all.size() / 3 || all.size() <= 2 * perPurchase;
            if (isInTheMiddle) {
                (isSent ? sent : unsent).addAll(some.subList(some.size() / 4, some.size()));
            }
        }
    }

    /** One more order of one unit, which waits. */
    void place(Samples samples) {
        PlaceOrder order = commands.place(1);
        time(samples, order);
        if (lines == 0) {
            lane.does(commands.cancel(order.id()));
        }
    }

    /** Of an order that waits in the middle and whose goods are on their way, which therefore stay so. */
    void cancelSent(Samples samples) {
        UUID order = lines == 0 ? bought(true) : any(sent);
        time(samples, commands.cancel(order));
        replace(1);
    }

    /** Of one whose purchase order was not sent, and shrinks. */
    void cancelUnsent(Samples samples) {
        UUID order = lines == 0 ? bought(false) : any(unsent);
        time(samples, commands.cancel(order));
        replace(1);
    }

    void receive(Samples samples, int units) {
        time(samples, commands.receive(incoming, units));
        replace(units);
    }

    private void replace(int units) {
        if (lines > 0) {
            queueUp(units);
        }
    }

    private List<UUID> queueUp(int orders) {
        List<PlaceOrder> placed = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            placed.add(commands.place(1));
        }
        lane.doesAll(placed);
        return placed.stream().map(PlaceOrder::id).toList();
    }

    private UUID bought(boolean isSent) {
        PlaceOrder order = commands.place(1);
        lane.does(order);
        UUID purchase = buy(List.of(order.id()));
        if (isSent) {
            send(purchase);
        }
        return order.id();
    }

    private UUID buy(List<UUID> orders) {
        GatherReplenishments purchase = commands.buy(
                orders.stream().map(order -> DerivedIds.derive(order, 0)).toList());
        lane.does(purchase);
        return purchase.id();
    }

    private void send(UUID purchaseOrder) {
        lane.does(commands.move(purchaseOrder, new Move.Send()));
        lane.does(commands.move(purchaseOrder, new Move.Sent(1)));
    }

    private UUID any(List<UUID> orders) {
        int index = random.nextInt(orders.size());
        UUID last = orders.removeLast();
        return index == orders.size() ? last : orders.set(index, last);
    }

    private void time(Samples samples, Command command) {
        long started = System.nanoTime();
        lane.does(command);
        samples.add(System.nanoTime() - started);
    }
}
