package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What is done to orders and purchase orders once they are there. The same random numbers give the same wishes. */
final class RandomGoods {
    private static final List<String> SUPPLIERS = List.of("acme", "acme", "acme", "north");
    /** Steps that lead on come more often. */
    private static final List<MovePurchase.Step> STEPS = List.of(
            MovePurchase.Step.SENT,
            MovePurchase.Step.SENT,
            MovePurchase.Step.ACKNOWLEDGED,
            MovePurchase.Step.SUBMIT,
            MovePurchase.Step.CLOSE,
            MovePurchase.Step.CANCEL);

    private final Random random;
    private final Supplier<Key> newKey;
    private final Supplier<Key> orderKey;
    private final List<Wish> earlier = new ArrayList<>();
    private final List<Key> shipped = new ArrayList<>();

    RandomGoods(Random random, Supplier<Key> newKey, Supplier<Key> orderKey) {
        this.random = random;
        this.newKey = newKey;
        this.orderKey = orderKey;
    }

    /** All that becomes of an order that waits for the merchant's first purchase. */
    List<Wish> circle(Key order) {
        shipped.add(order);
        return List.of(
                new Gather(newKey.get(), "acme", true),
                new MovePurchase(newKey.get(), 0, MovePurchase.Step.SENT, Tag.NONE),
                new Receive(newKey.get(), 0, List.of(new Receive.Line(0, 4)), false),
                new Change.Ship(newKey.get(), order, List.of()),
                new Change.TakeBack(newKey.get(), order, List.of(new Change.Line(0, 1, true))));
    }

    /** Any. */
    Wish any() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> gather();
            case 4, 5, 6, 7, 8, 9 -> move();
            case 10 -> new Read.OfPurchase(purchase());
            case 11, 12 -> earlier.isEmpty() ? keyed() : oneOf(earlier);
            default -> keyed();
        };
    }

    /** One under a key, or a delivery note. */
    Wish keyed() {
        Wish wish = switch (random.nextInt(8)) {
            case 0, 1, 2 -> receive();
            case 3, 4 -> ship();
            case 5 -> takeBack();
            default -> new Change.Edit(newKey.get(), orderKey.get(), lines());
        };
        earlier.add(wish);
        return wish;
    }

    /** Something else under the same key. */
    Wish otherContent(Change of) {
        List<Change.Line> lines = new ArrayList<>(of.lines());
        if (lines.isEmpty()) {
            lines.add(new Change.Line(0, 1, true));
        } else {
            Change.Line first = lines.getFirst();
            lines.set(0, new Change.Line(first.line(), first.units() + 1, first.restocked()));
        }
        return of.of(lines);
    }

    /** Something else under the same delivery note. */
    Wish otherContent(Receive of) {
        List<Receive.Line> lines = new ArrayList<>(of.lines());
        Receive.Line first = lines.getFirst();
        lines.set(0, new Receive.Line(first.line(), first.units() + 1));
        return new Receive(of.note(), of.purchase(), lines, of.allowsOver());
    }

    private Wish gather() {
        return new Gather(newKey.get(), oneOf(SUPPLIERS), random.nextInt(3) > 0);
    }

    private Wish move() {
        MovePurchase.Step step =
                random.nextInt(3) > 0 ? oneOf(STEPS) : oneOf(Arrays.asList(MovePurchase.Step.values()));
        Tag tag = random.nextInt(6) == 0 ? oneOf(Arrays.asList(Tag.values())) : Tag.NONE;
        return new MovePurchase(newKey.get(), purchase(), step, tag);
    }

    private Change ship() {
        Key order = orderKey.get();
        shipped.add(order);
        return new Change.Ship(newKey.get(), order, random.nextInt(3) > 0 ? List.of() : lines());
    }

    private Change takeBack() {
        Key order = shipped.isEmpty() ? orderKey.get() : oneOf(shipped);
        Change.Line few = new Change.Line(random.nextInt(5) / 4, 1 + random.nextInt(2), random.nextInt(3) > 0);
        return new Change.TakeBack(newKey.get(), order, random.nextInt(3) > 0 ? List.of(few) : lines());
    }

    private Receive receive() {
        List<Receive.Line> lines = new ArrayList<>();
        lines.add(new Receive.Line(random.nextInt(12) == 0 ? -1 : random.nextInt(3), 1 + random.nextInt(8)));
        if (random.nextInt(4) == 0) {
            lines.add(new Receive.Line(random.nextInt(3), 1 + random.nextInt(4)));
        }
        return new Receive(newKey.get(), purchase(), lines, random.nextBoolean());
    }

    private List<Change.Line> lines() {
        List<Change.Line> lines = new ArrayList<>();
        int first = random.nextInt(4) / 2;
        lines.add(new Change.Line(first, 1 + random.nextInt(6), random.nextInt(3) > 0));
        if (random.nextInt(3) == 0) {
            lines.add(new Change.Line(1 - first, 1 + random.nextInt(6), random.nextBoolean()));
        }
        return lines;
    }

    /** Any, and now and then one that is not there. */
    private int purchase() {
        return random.nextInt(30) == 0 ? -1 : random.nextInt(60);
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
