package dev.millrace.attack.model;

import dev.millrace.attack.model.Step.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Clients that lost an answer and ask again, at once or later, with the version that they had seen, another one or none.
 * It has random numbers of its own, so that what else a script does stays the same.
 */
final class Repeats {
    private static final List<Tag> TAGS = List.of(Tag.STALE, Tag.STALE, Tag.NONE, Tag.RIGHT, Tag.OF_ANOTHER_HISTORY);
    private static final int LATELY = 8;

    private final Random random;
    private final Supplier<Key> newKey;
    private final List<Sent> repeatable = new ArrayList<>();

    Repeats(Random random, Supplier<Key> newKey) {
        this.random = random;
        this.newKey = newKey;
    }

    /** The same steps with repetitions among them. */
    List<Step> among(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            step.wishes().stream().filter(sent -> isRepeatable(sent.wish())).forEach(repeatable::add);
            if (!repeatable.isEmpty() && random.nextInt(5) == 0) {
                int back = 1 + random.nextInt(Math.min(LATELY, repeatable.size()));
                Sent again = repeatable.get(repeatable.size() - back);
                all.add(Step.of(again(again.wish()), again.node()));
            }
        }
        return all;
    }

    private static boolean isRepeatable(Wish wish) {
        return wish instanceof Cancel
                || wish instanceof MovePurchase
                || wish instanceof Deactivate
                || wish instanceof ReplaceProduct
                || wish instanceof CreateProduct
                || wish instanceof CreateSupplier;
    }

    private Wish again(Wish wish) {
        Tag tag = TAGS.get(random.nextInt(TAGS.size()));
        return switch (wish) {
            case Cancel(Key order, var _) -> new Cancel(order, tag);
            // What it leads to once more needs other names than before.
            case MovePurchase(var _, int purchase, MovePurchase.Step step, var _) ->
                new MovePurchase(newKey.get(), purchase, step, tag);
            case Deactivate(String sku, var _) -> new Deactivate(sku, tag);
            case ReplaceProduct(String sku, var changes, var _) -> new ReplaceProduct(sku, changes, tag);
            default -> wish;
        };
    }
}
