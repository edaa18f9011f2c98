package dev.millrace.domain;

import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.ReceiveGoods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** What a dispatcher, a warehouse and a supplier might ask for next. */
final class RandomPurchases {
    private static final Instant SOON = Instant.parse("2026-02-01T00:00:00Z");

    private final Random random;
    private final PlainMerchant known;

    RandomPurchases(Random random, PlainMerchant known) {
        this.random = random;
        this.known = known;
    }

    /** What was bought or is not owed any more may be asked for again. */
    Request gather() {
        String supplier = random.nextInt(8) == 0 ? "north" : Draft.SUPPLIER;
        List<GatherReplenishments.Owed> owed = new ArrayList<>();
        for (PlainReplenishment each : known.replenishments()) {
            boolean isWorthAsking = each.isOwed() ? random.nextInt(4) > 0 : random.nextInt(30) == 0;
            if (isWorthAsking) {
                owed.add(new GatherReplenishments.Owed(each.id(), each.sku()));
            }
        }
        Collections.shuffle(owed, random);
        if (owed.isEmpty()) {
            owed.add(new GatherReplenishments.Owed(new UUID(0, 1), "A"));
        } else if (random.nextInt(10) == 0) {
            owed.add(owed.getFirst());
        }
        UUID draft = random.nextInt(3) == 0 ? purchase().id : null;
        boolean submits = random.nextInt(3) > 0;
        return arrival ->
                new GatherReplenishments(Merchant.ID, arrival.id(), arrival.at(), supplier, owed, draft, submits);
    }

    /** What is likely to be possible, mostly. */
    Request move() {
        PlainPurchase purchase = purchase();
        if (purchase.version == 0 && random.nextInt(20) > 0) {
            return gather();
        }
        int attempt = random.nextInt(12) == 0 ? purchase.attempts - 1 : random.nextInt(4) == 0 ? 0 : purchase.attempts;
        List<Move> moves = List.of(
                new Move.Submit(),
                new Move.Send(),
                new Move.NotSent(attempt, "busy"),
                new Move.Sent(attempt),
                new Move.Acknowledge(attempt, random.nextBoolean() ? "ref-" + attempt : null, null),
                new Move.Acknowledge(attempt, null, SOON),
                new Move.Reject(attempt, "no"),
                new Move.MarkUnknown(attempt, "timeout"),
                new Move.Withdraw(attempt, "sold out since"),
                new Move.ByHand(new Move.Sent(0)),
                new Move.ByHand(new Move.NotSent(0, "they never got it")),
                new Move.ByHand(new Move.Reject(0, "they said no")),
                new Move.ByHand(new Move.Acknowledge(0, "by telephone", null)),
                new Move.Cancel(),
                new Move.ConfirmCancel(),
                new Move.RefuseCancel("too late"),
                new Move.CloseShort());
        List<Move> likely = moves.stream()
                .filter(each ->
                        each.from().stream().anyMatch(from -> from.name().equals(purchase.status)))
                .toList();
        Move move = any(likely.isEmpty() || random.nextInt(6) == 0 ? moves : likely);
        Version version =
                random.nextInt(12) == 0 ? new Version(Books.HISTORY, purchase.version - random.nextInt(2)) : null;
        return Requests.move(purchase.id, move, version);
    }

    Request receive() {
        PlainPurchase purchase = purchase();
        if (purchase.isOurs() && random.nextInt(10) > 0) {
            return move();
        }
        List<ReceiveGoods.Arrived> arrived = new ArrayList<>();
        purchase.lines.forEach((sku, line) -> {
            if (arrived.isEmpty() || random.nextBoolean()) {
                long units = random.nextBoolean() ? line.outstanding() : line.outstanding() / 2 + random.nextInt(4);
                if (random.nextInt(6) == 0) {
                    units = 2 * line.quantity() + 20;
                }
                arrived.add(new ReceiveGoods.Arrived(sku, Math.max(1, units)));
            }
        });
        if (arrived.isEmpty() || random.nextInt(8) == 0) {
            arrived.add(new ReceiveGoods.Arrived("NO-SUCH", 1));
        }
        return Requests.receive(purchase.id, random.nextInt(4) == 0, arrived.toArray(ReceiveGoods.Arrived[]::new));
    }

    Request ship() {
        UUID order = order(each -> each.status.equals("OPEN"));
        return Requests.ship(order, random.nextBoolean() ? new LineUnits[0] : units());
    }

    Request takeBack() {
        UUID order = order(each -> each.lines.stream().anyMatch(line -> line.shipped > 0));
        return Requests.takeBack(order, random.nextInt(3) > 0, units());
    }

    Request edit() {
        return Requests.edit(order(each -> each.status.equals("OPEN")), units());
    }

    /** One of those, mostly. */
    private UUID order(Predicate<PlainOrder> likely) {
        List<PlainOrder> all = known.allOrders().stream()
                .filter(order -> likely.test(order) || random.nextInt(15) == 0)
                .toList();
        return all.isEmpty() ? new UUID(0, 3) : any(all).id;
    }

    /** Of one or two lines, in any order. */
    private LineUnits[] units() {
        int first = random.nextInt(4) / 2;
        LineUnits one = new LineUnits(first, 1 + random.nextInt(7));
        LineUnits other = new LineUnits((first + 1) % 2, 1 + random.nextInt(7));
        return random.nextInt(3) == 0 ? new LineUnits[] {one, other} : new LineUnits[] {one};
    }

    /** Open ones more often; one that does not exist, if there are none. */
    private PlainPurchase purchase() {
        List<PlainPurchase> all = known.purchases().stream()
                .filter(each -> each.isOpen() || random.nextInt(10) == 0)
                .toList();
        return all.isEmpty() ? new PlainPurchase(new UUID(0, 2), Draft.SUPPLIER) : any(all);
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
