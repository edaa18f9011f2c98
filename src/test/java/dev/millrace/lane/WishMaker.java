package dev.millrace.lane;

import dev.millrace.domain.Books;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.FillBackorders;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.wire.RequestContentHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** What clients want in a simulation: few SKUs and small numbers, so that everything meets everything. */
final class WishMaker {
    /** Quantities of orders that cannot be stored, and that cannot even be sent. */
    private static final long UNWRITABLE = 777;

    private static final long UNENCODABLE = 778;

    static final Predicate<Order> IS_UNWRITABLE = order -> has(order, UNWRITABLE);
    static final Predicate<Order> IS_UNENCODABLE = order -> has(order, UNENCODABLE);

    /** The first two are of policy reject. */
    private static final List<String> SKUS = List.of("A", "B", "C", "D");

    private static final String UNKNOWN = "UNKNOWN";

    private final Random random;
    private final int merchants;
    private final double impossible;
    private final GoodsWishes goods;
    private final Map<Integer, List<UUID>> orders = new HashMap<>();
    private int keys;

    /** @param reader reads the tables of a merchant */
    WishMaker(Random random, int merchants, IntFunction<Books> reader) {
        this.random = random;
        this.merchants = merchants;
        this.goods = new GoodsWishes(random, reader);
        this.impossible = random.nextInt(3) == 0 ? 0.02 : 0;
    }

    /** What each merchant begins with, one after another. */
    List<Wish> first() {
        List<Wish> first = new ArrayList<>();
        for (int merchant = 1; merchant <= merchants; merchant++) {
            first.add(supplier(merchant, "acme", "Acme"));
            for (String sku : SKUS) {
                first.add(product(merchant, sku, policy(sku), 1_000));
                first.add(adjust(merchant, List.of(new Correction.Set(sku, random.nextInt(30)))));
            }
            first.add(
                    place(merchant, List.of(new PlaceOrder.RequestedLine("C", 35 + random.nextInt(20), null)), false));
            first.addAll(goods.first(merchant));
        }
        return first;
    }

    Wish next() {
        int merchant = 1 + Math.min(random.nextInt(merchants), random.nextInt(merchants));
        int chance = random.nextInt(100);
        if (chance < 36) {
            return place(merchant);
        } else if (chance < 44) {
            return adjust(merchant, corrections());
        } else if (chance < 54) {
            return cancel(merchant);
        } else if (chance < 58) {
            String sku = random.nextInt(8) == 0 ? "E" : sku();
            return product(
                    merchant, sku, random.nextInt(3) == 0 ? anyPolicy() : policy(sku), 1_000 + random.nextInt(2));
        } else if (chance < 59) {
            String sku = sku();
            return new Wish(
                    merchant, false, (id, at, _) -> new DeactivateProduct(merchant, id, at, sku, Precondition.NONE));
        } else if (chance < 62) {
            String sku = sku();
            return new Wish(merchant, false, (id, at, _) -> new FillBackorders(merchant, id, at, sku));
        } else if (chance < 64) {
            return supplier(merchant, random.nextBoolean() ? "acme" : "north", random.nextBoolean() ? "Acme" : "North");
        }
        return goods.next(merchant);
    }

    private Wish place(int merchant) {
        List<PlaceOrder.RequestedLine> wanted = new ArrayList<>();
        for (int lines = 1 + random.nextInt(3); lines > 0; lines--) {
            String sku = random.nextInt(60) == 0 ? UNKNOWN : sku();
            wanted.add(new PlaceOrder.RequestedLine(sku, 1 + random.nextInt(6), null));
        }
        boolean isImpossible = random.nextDouble() < impossible;
        if (isImpossible) {
            long quantity = random.nextInt(3) == 0 ? UNENCODABLE : UNWRITABLE;
            wanted.set(0, new PlaceOrder.RequestedLine("C", quantity, null));
        }
        return place(merchant, wanted, isImpossible);
    }

    private Wish place(int merchant, List<PlaceOrder.RequestedLine> wanted, boolean isImpossible) {
        String key = "key-" + ++keys;
        return new Wish(merchant, isImpossible, (id, at, variant) -> {
            List<PlaceOrder.RequestedLine> lines = new ArrayList<>(wanted);
            for (int more = variant; more > 0; more--) {
                lines.add(new PlaceOrder.RequestedLine("A", 1, null));
            }
            orders.computeIfAbsent(merchant, _ -> new ArrayList<>()).add(id);
            Keyed keyed = new Keyed(PlaceOrder.KIND, key, RequestContentHash.placeOrder(null, lines));
            return new PlaceOrder(merchant, id, at, keyed, null, lines);
        });
    }

    private Wish adjust(int merchant, List<Correction> corrections) {
        String key = "key-" + ++keys;
        return new Wish(merchant, false, (id, at, variant) -> {
            String reason = "count " + variant;
            Keyed keyed = new Keyed(AdjustStock.KIND, key, RequestContentHash.adjustStock(reason, corrections));
            return new AdjustStock(merchant, id, at, keyed, reason, corrections);
        });
    }

    private List<Correction> corrections() {
        List<Correction> corrections = new ArrayList<>();
        int from = random.nextInt(SKUS.size());
        boolean isUnknown = random.nextInt(40) == 0;
        for (int lines = 1 + random.nextInt(2); lines > 0; lines--) {
            String sku = isUnknown && lines == 1 ? UNKNOWN : SKUS.get((from + lines) % SKUS.size());
            corrections.add(
                    random.nextInt(4) == 0
                            ? new Correction.Set(sku, random.nextInt(30))
                            : new Correction.Delta(sku, random.nextInt(16) - 5));
        }
        return corrections;
    }

    private Wish cancel(int merchant) {
        List<UUID> known = orders.getOrDefault(merchant, List.of());
        UUID order = known.isEmpty() || random.nextInt(30) == 0
                ? new UUID(0x7000, random.nextInt())
                : known.get(known.size() - 1 - Math.min(random.nextInt(known.size()), random.nextInt(known.size())));
        return new Wish(merchant, false, (id, at, _) -> new CancelOrder(merchant, id, at, order, Precondition.NONE));
    }

    private static Wish product(int merchant, String sku, StockPolicy policy, long price) {
        ProductDraft draft = new ProductDraft(
                sku,
                sku,
                new Money(price, "EUR"),
                policy,
                policy == StockPolicy.BACKORDER ? "acme" : null,
                2_000,
                sku.equals("D") ? Rounding.PER_PURCHASE_ORDER : Rounding.PER_LINE,
                sku.equals("D") ? new Packaging(4, 6) : Packaging.SINGLE,
                sku.equals("C") ? 1_000 : 25,
                true);
        return new Wish(
                merchant,
                false,
                (id, at, _) -> new PutProduct(merchant, id, at, draft, PutProduct.Mode.UPSERT, Precondition.NONE));
    }

    private static Wish supplier(int merchant, String supplier, String name) {
        return new Wish(merchant, false, (id, at, _) -> new CreateSupplier(merchant, id, at, supplier, name));
    }

    private String sku() {
        return SKUS.get(random.nextInt(SKUS.size()));
    }

    private StockPolicy anyPolicy() {
        return random.nextBoolean() ? StockPolicy.REJECT : StockPolicy.BACKORDER;
    }

    private static StockPolicy policy(String sku) {
        return SKUS.indexOf(sku) < 2 ? StockPolicy.REJECT : StockPolicy.BACKORDER;
    }

    private static boolean has(Order order, long quantity) {
        return order.lines().getFirst().quantity() == quantity;
    }
}
