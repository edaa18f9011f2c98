package dev.millrace.lane;

import dev.millrace.domain.Books;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * What a dispatcher, suppliers and a warehouse want in a simulation. They read the tables first, as their jobs do, and
 * then insist on what they read there, however long that is past.
 */
final class GoodsWishes {
    private static final Instant SOON = Instant.ofEpochMilli(1_000_000_000_000L);

    private final Random random;
    private final IntFunction<Books> reader;
    private int keys;

    /** @param reader reads the tables of a merchant */
    GoodsWishes(Random random, IntFunction<Books> reader) {
        this.random = random;
        this.reader = reader;
    }

    /** A purchase order that is on its way from the beginning. */
    List<Wish> first(int merchant) {
        List<Wish> first = new ArrayList<>();
        first.add(new Wish(merchant, false, (id, at, _) -> {
            List<GatherReplenishments.Owed> owed = reader.apply(merchant).owed("acme");
            return new GatherReplenishments(merchant, id, at, "acme", owed, null, true);
        }));
        for (Move move : List.of(new Move.Send(), new Move.Sent(1))) {
            first.add(new Wish(merchant, false, (id, at, _) -> {
                UUID order =
                        reader.apply(merchant).allPurchaseOrders().getFirst().id();
                return new MovePurchaseOrder(merchant, id, at, order, move, Precondition.NONE);
            }));
        }
        return first;
    }

    Wish next(int merchant) {
        Books books = reader.apply(merchant);
        int chance = random.nextInt(36);
        if (chance < 8 && (random.nextInt(6) == 0 || !books.owed("acme").isEmpty())) {
            return gather(merchant, books);
        } else if (chance < 21) {
            return move(merchant, purchase(books, _ -> true));
        } else if (chance < 29) {
            return receive(merchant, purchase(books, order -> !order.status().isOurs()));
        } else if (chance < 32) {
            return ship(merchant, order(books, order -> order.status() == Order.Status.OPEN));
        } else if (chance < 34) {
            return edit(merchant, order(books, order -> order.status() == Order.Status.OPEN));
        }
        return takeBack(merchant, order(books, order -> order.lines().stream().anyMatch(line -> line.shipped() > 0)));
    }

    private Wish gather(int merchant, Books books) {
        List<GatherReplenishments.Owed> owed = new ArrayList<>(books.owed("acme"));
        if (random.nextInt(3) == 0) {
            owed.removeIf(_ -> random.nextBoolean());
        }
        if (owed.isEmpty()) {
            owed.add(new GatherReplenishments.Owed(new UUID(0x7000, random.nextInt()), "C"));
        }
        UUID draft = books.allPurchaseOrders().stream()
                .filter(order -> order.status() == PurchaseOrder.Status.DRAFT)
                .map(PurchaseOrder::id)
                .findFirst()
                .orElse(null);
        boolean submits = random.nextInt(3) > 0;
        return new Wish(
                merchant,
                false,
                (id, at, _) ->
                        new GatherReplenishments(merchant, id, at, "acme", owed, submits ? null : draft, submits));
    }

    private Wish move(int merchant, PurchaseOrder order) {
        int attempt = order.attempts();
        List<Move> moves = List.of(
                new Move.Submit(),
                new Move.Send(),
                new Move.Sent(attempt),
                new Move.Acknowledge(attempt, "ref", SOON),
                new Move.NotSent(attempt, "busy"),
                new Move.MarkUnknown(attempt, "timeout"),
                new Move.Reject(attempt, "no"),
                new Move.Withdraw(0, "sold out since"),
                new Move.ByHand(new Move.Sent(0)),
                new Move.ByHand(new Move.NotSent(0, "not there")),
                new Move.Cancel(),
                new Move.ConfirmCancel(),
                new Move.RefuseCancel("too late"),
                new Move.CloseShort());
        List<Move> legal = moves.stream()
                .filter(each -> each.from().contains(order.status()))
                .toList();
        // Most suppliers do what they are asked for.
        List<Move> likely = legal.stream().filter(moves.subList(0, 4)::contains).toList();
        boolean isLost = order.status() == PurchaseOrder.Status.SENDING && random.nextInt(4) == 0;
        Move move = isLost
                ? new Move.MarkUnknown(attempt, "timeout")
                : !likely.isEmpty() && random.nextInt(5) > 1
                        ? any(likely)
                        : any(legal.isEmpty() || random.nextInt(6) == 0 ? moves : legal);
        // Who repeats what was told before speaks of a version that he had seen then.
        boolean isRepeated = !legal.contains(move) && random.nextBoolean();
        Precondition precondition = isRepeated ? Precondition.is(new Version(Books.HISTORY, 1)) : Precondition.NONE;
        return new Wish(
                merchant,
                false,
                (id, at, _) -> new MovePurchaseOrder(merchant, id, at, order.id(), move, precondition));
    }

    /** The note is the key; under another variant it says something else. */
    private Wish receive(int merchant, PurchaseOrder order) {
        String note = "note-" + ++keys;
        List<ReceiveGoods.Arrived> arrived = new ArrayList<>();
        for (PurchaseOrder.Line line : order.lines()) {
            if (arrived.isEmpty() || random.nextBoolean()) {
                long all = Math.max(1, line.outstanding());
                long units = random.nextInt(3) == 0 ? all : 1 + random.nextInt((int) all + 2);
                arrived.add(new ReceiveGoods.Arrived(line.sku(), units));
            }
        }
        if (arrived.isEmpty() || random.nextInt(40) == 0) {
            arrived.add(new ReceiveGoods.Arrived("UNKNOWN", 1));
        }
        boolean allowsOver = random.nextInt(3) == 0;
        return new Wish(merchant, false, (id, at, variant) -> {
            List<ReceiveGoods.Arrived> lines = arrived.stream()
                    .map(line -> new ReceiveGoods.Arrived(line.sku(), line.quantity() + variant))
                    .toList();
            return new ReceiveGoods(
                    merchant, id, at, keyed(ReceiveGoods.KIND, note, variant), order.id(), note, lines, allowsOver);
        });
    }

    private Wish ship(int merchant, UUID order) {
        String key = "key-" + ++keys;
        boolean all = random.nextBoolean();
        List<LineUnits> parts = units();
        return new Wish(merchant, false, (id, at, variant) -> {
            List<LineUnits> shipped = all ? List.of() : more(parts, variant);
            return new ShipOrder(merchant, id, at, keyed(ShipOrder.KIND, key, variant), order, shipped);
        });
    }

    private Wish takeBack(int merchant, UUID order) {
        String key = "key-" + ++keys;
        List<ReturnGoods.Part> parts = units().stream()
                .map(part -> new ReturnGoods.Part(part, random.nextInt(3) > 0))
                .toList();
        return new Wish(
                merchant,
                false,
                (id, at, variant) -> new ReturnGoods(
                        merchant,
                        id,
                        at,
                        keyed(ReturnGoods.KIND, key, variant),
                        order,
                        parts.subList(0, Math.max(1, parts.size() - variant))));
    }

    private Wish edit(int merchant, UUID order) {
        String key = "key-" + ++keys;
        List<LineUnits> quantities = units();
        return new Wish(
                merchant,
                false,
                (id, at, variant) -> new EditOrder(
                        merchant,
                        id,
                        at,
                        keyed(EditOrder.KIND, key, variant),
                        order,
                        more(quantities, variant),
                        Precondition.NONE));
    }

    private List<LineUnits> units() {
        List<LineUnits> units = new ArrayList<>();
        int first = random.nextInt(4) / 2;
        units.add(new LineUnits(first, 1 + random.nextInt(5)));
        if (random.nextInt(3) == 0) {
            units.add(new LineUnits(1 - Math.min(first, 1), 1 + random.nextInt(5)));
        }
        return units;
    }

    private static List<LineUnits> more(List<LineUnits> parts, int variant) {
        return parts.stream()
                .map(part -> new LineUnits(part.line(), part.quantity() + variant))
                .toList();
    }

    /** Content that no other wish has, and another variant of it neither. */
    private Keyed keyed(String kind, String key, int variant) {
        return new Keyed(kind, key, new RequestHash(key.hashCode(), variant, 0, 3));
    }

    /** Open ones more often. */
    private PurchaseOrder purchase(Books books, Predicate<PurchaseOrder> likely) {
        List<PurchaseOrder> all = books.allPurchaseOrders().stream()
                .filter(order -> (order.status().isOpen() && likely.test(order)) || random.nextInt(12) == 0)
                .toList();
        return all.isEmpty() || random.nextInt(60) == 0 ? nobodys() : any(all);
    }

    private PurchaseOrder nobodys() {
        return new PurchaseOrder(
                new UUID(0x7000, random.nextInt()),
                "acme",
                PurchaseOrder.Status.SENT,
                List.of(),
                0,
                1,
                null,
                null,
                null,
                null,
                SOON,
                1);
    }

    private UUID order(Books books, Predicate<Order> likely) {
        List<Order> all = books.allOrders().stream()
                .filter(order -> likely.test(order) || random.nextInt(12) == 0)
                .toList();
        return all.isEmpty() ? new UUID(0x7000, random.nextInt()) : any(all).id();
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
