package dev.millrace.domain;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.createProduct;
import static dev.millrace.domain.Requests.createSupplier;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.draft;
import static dev.millrace.domain.Requests.edit;
import static dev.millrace.domain.Requests.gather;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.move;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.receive;
import static dev.millrace.domain.Requests.ship;
import static dev.millrace.domain.Requests.takeBack;
import static dev.millrace.domain.Requests.units;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.state.BackorderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whatever is ordered, bought, received, shipped, edited, returned and cancelled in whatever order: after every single
 * decision the books balance, whatever waits is bought or owed, and at the end the journal rebuilds every row.
 */
class RandomPurchasingTest {
    private static final int SEEDS = 400;
    private static final int STEPS = 120;
    private static final List<String> SKUS = List.of("A", "B", "C");

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void theBooksBalanceAfterEveryDecision() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Business(seed).run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertThat(outcomes.keySet())
                .as("every kind of thing happened: " + outcomes)
                .contains(
                        "goods.received",
                        "order.backorders_filled",
                        "order.cancelled",
                        "order.edited",
                        "order.placed",
                        "order.returned",
                        "order.shipped",
                        "purchase_order.acknowledged",
                        "purchase_order.cancelled",
                        "purchase_order.closed_short",
                        "purchase_order.gathered",
                        "purchase_order.rejected",
                        "purchase_order.shrunk",
                        "purchase_order.unknown");
    }

    private final class Business {
        private final Random random;
        private final Merchant merchant = new Merchant();
        private final List<UUID> orders = new ArrayList<>();

        Business(long seed) {
            random = new Random(seed);
            merchant.when(createSupplier(Draft.SUPPLIER, "Acme"));
            merchant.when(createProduct(Draft.of("A").policyBackorder()));
            merchant.when(createProduct(Draft.of("B")
                    .policyBackorder()
                    .rounding(Rounding.PER_PURCHASE_ORDER)
                    .packaging(new Packaging(6, 12))));
            merchant.when(createProduct(Draft.of("C")));
            merchant.when(adjust(delta("A", 10), delta("C", 50)));
        }

        void run() {
            List<Supplier<Request>> steps = List.of(
                    this::placing,
                    this::placing,
                    this::placing,
                    () -> cancel(anyOrder()),
                    () -> edit(anyOrder(), units(random.nextInt(2), 1 + random.nextInt(12))),
                    () -> ship(anyOrder()),
                    () -> ship(anyOrder(), units(0, 1 + random.nextInt(3))),
                    () -> takeBack(anyOrder(), random.nextBoolean(), units(0, 1 + random.nextInt(2))),
                    () -> adjust(delta(anySku(), random.nextInt(9) - 3)),
                    this::buying,
                    this::buying,
                    this::moving,
                    this::moving,
                    this::moving,
                    this::receiving,
                    this::receiving);
            for (int step = 0; step < STEPS; step++) {
                decide(steps.get(random.nextInt(steps.size())).get());
                if (random.nextInt(10) == 0) {
                    merchant.forget();
                }
            }
            BooksAudit.assertReplayRebuilds(merchant.books);
        }

        private void decide(Request request) {
            Then then = merchant.when(request);
            merchant.thenIsWhatStands(then);
            for (Event event : then.decision().events()) {
                outcomes.merge(event.data().type(), 1, Integer::sum);
                if (event.data() instanceof EventData.OrderPlaced(Order order)) {
                    orders.add(order.id());
                }
                if (event.data() instanceof EventData.BackordersFilled filled) {
                    assertNobodyWasPassed(filled);
                }
            }
        }

        /** Who was filled and waits on is the oldest that waits. */
        private void assertNobodyWasPassed(EventData.BackordersFilled filled) {
            for (EventData.Filled line : filled.filled()) {
                if (filled.order().lines().get(line.line()).backordered() > 0) {
                    BackorderLine oldest = merchant.queue(line.sku()).getFirst();
                    assertThat(oldest.orderId()).isEqualTo(filled.order().id());
                }
            }
        }

        private Request placing() {
            return random.nextBoolean()
                    ? place(anySku(), 1 + random.nextInt(12))
                    : place(line(anySku(), 1 + random.nextInt(5)), line(anySku(), 1 + random.nextInt(5)));
        }

        private Request buying() {
            var owed = merchant.owed(Draft.SUPPLIER);
            if (owed.isEmpty()) {
                return placing();
            }
            UUID draft = merchant.purchaseOrders().stream()
                    .filter(order -> order.status() == PurchaseOrder.Status.DRAFT)
                    .map(PurchaseOrder::id)
                    .findFirst()
                    .orElse(null);
            return random.nextBoolean() ? gather(owed) : draft(owed, draft);
        }

        private Request moving() {
            PurchaseOrder order = anyPurchaseOrder();
            if (order == null) {
                return buying();
            }
            List<Move> moves = List.of(
                    new Move.Submit(),
                    new Move.Send(),
                    new Move.Sent(order.attempts()),
                    new Move.Acknowledge(order.attempts(), "ref", null),
                    new Move.NotSent(order.attempts(), "busy"),
                    new Move.MarkUnknown(order.attempts(), "timeout"),
                    new Move.Reject(order.attempts(), "no"),
                    new Move.Withdraw(order.attempts(), "sold out since"),
                    new Move.Cancel(),
                    new Move.ConfirmCancel(),
                    new Move.RefuseCancel("too late"),
                    new Move.CloseShort());
            List<Move> legal = moves.stream()
                    .filter(each -> each.from().contains(order.status()))
                    .toList();
            List<Move> choice = legal.isEmpty() || random.nextInt(8) == 0 ? moves : legal;
            return move(order.id(), choice.get(random.nextInt(choice.size())));
        }

        private Request receiving() {
            PurchaseOrder order = anyPurchaseOrder();
            if (order == null || order.lines().isEmpty()) {
                return moving();
            }
            PurchaseOrder.Line line =
                    order.lines().get(random.nextInt(order.lines().size()));
            long units = random.nextBoolean() ? Math.max(1, line.outstanding()) : 1 + random.nextInt(8);
            return receive(order.id(), random.nextBoolean(), new ReceiveGoods.Arrived(line.sku(), units));
        }

        private @org.jspecify.annotations.Nullable PurchaseOrder anyPurchaseOrder() {
            List<PurchaseOrder> all = merchant.purchaseOrders().stream()
                    .filter(order -> order.status().isOpen() || random.nextInt(10) == 0)
                    .toList();
            return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        }

        private UUID anyOrder() {
            return orders.isEmpty() ? new UUID(0, 0) : orders.get(random.nextInt(orders.size()));
        }

        private String anySku() {
            return SKUS.get(random.nextInt(SKUS.size()));
        }
    }
}
