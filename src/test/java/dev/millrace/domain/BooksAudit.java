package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The books must balance, at any moment: the invariants of the data. */
public final class BooksAudit {
    private BooksAudit() {}

    static void assertBalanced(Books books) {
        assertRowsBalance(books);
        assertJournal(books);
    }

    /** Everything but the journal. */
    public static void assertRowsBalance(Books books) {
        Map<Integer, Long> allocated = new HashMap<>();
        Map<Integer, Long> backordered = new HashMap<>();
        List<BackorderLine> waiting = new ArrayList<>();
        for (Books.OrderRow row : books.orders.values()) {
            Order order = row.now();
            for (int position = 0; position < order.lines().size(); position++) {
                Order.Line line = order.lines().get(position);
                int product = books.product(line.sku()).key();
                assertLineAddsUp(order, line);
                allocated.merge(product, line.allocated(), Long::sum);
                backordered.merge(product, line.backordered(), Long::sum);
                if (line.backordered() > 0) {
                    waiting.add(new BackorderLine(
                            product, order.queueNumber(position), position, order.id(), line.backordered()));
                }
                assertBought(books, order, position, line);
            }
        }
        books.stock.forEach((product, level) -> {
            assertThat(level.allocated()).as("allocated").isEqualTo(allocated.getOrDefault(product, 0L));
            assertThat(level.backordered()).as("backordered").isEqualTo(backordered.getOrDefault(product, 0L));
            assertStock(level);
        });
        assertThat(books.backorders.values()).containsExactlyInAnyOrderElementsOf(waiting);
        assertReplenishments(books);
        assertPurchases(books);
    }

    /** The journal alone gives back every row. */
    static void assertReplayRebuilds(Books books) {
        assertFair(books.journal);
        assertRebuilds(books.journal, books);
        assertThat(Books.replayed(books.journal).outcomes).isEqualTo(books.outcomes);
    }

    /** Whoever waited longest was served first, and whatever was bought or received was so once; by the journal alone. */
    public static void assertFair(List<Event> journal) {
        QueueAudit.assertServedInTurn(journal);
        PurchaseAudit.assertBoughtOnce(journal);
    }

    /** These events alone give back every row, and which keys have outcomes; of their bytes it does not speak. */
    public static void assertRebuilds(List<Event> journal, Books books) {
        Books replayed = Books.replayed(journal);
        assertThat(replayed.suppliers).isEqualTo(books.suppliers);
        assertThat(replayed.products).isEqualTo(books.products);
        assertThat(replayed.stock).isEqualTo(books.stock);
        assertThat(replayed.orders).isEqualTo(books.orders);
        assertThat(replayed.backorders).isEqualTo(books.backorders);
        assertThat(replayed.replenishments).isEqualTo(books.replenishments);
        assertThat(replayed.purchaseOrders).isEqualTo(books.purchaseOrders);
        assertThat(replayed.receipts).isEqualTo(books.receipts);
        assertThat(replayed.outcomes.keySet()).isEqualTo(books.outcomes.keySet());
    }

    private static void assertLineAddsUp(Order order, Order.Line line) {
        long held = line.allocated() + line.backordered();
        if (order.status() == Order.Status.REJECTED) {
            assertThat(held + line.shipped() + line.cancelled())
                    .as("a rejected line")
                    .isZero();
            return;
        }
        assertThat(held + line.shipped() + line.cancelled())
                .as("a line adds up")
                .isEqualTo(line.quantity());
        assertThat(Math.min(line.allocated(), line.backordered())).isNotNegative();
        if (order.status() != Order.Status.OPEN) {
            assertThat(held).as("a closed order holds nothing").isZero();
        }
    }

    private static void assertStock(StockLevel level) {
        assertThat(level.allocated()).isBetween(0L, level.onHand());
        assertThat(level.free()).isNotNegative();
        if (level.backordered() > 0) {
            assertThat(level.available()).as("available while lines wait").isZero();
        }
        assertThat(level.onHand()).isEqualTo(level.received() + level.adjusted() - level.shipped() + level.returned());
    }

    private static void assertBought(Books books, Order order, int position, Order.Line line) {
        Order.Purchase bought = line.bought();
        if (bought != null) {
            Replenishment row = Objects.requireNonNull(books.replenishments.get(bought.replenishmentId()));
            assertThat(row.orderId()).isEqualTo(order.id());
            assertThat(row.line()).isEqualTo(position);
            assertThat(row.supplierId()).isEqualTo(bought.supplierId());
            assertThat(row.surplusBps()).isEqualTo(bought.surplusBps());
            assertThat(row.quantity() == null).isEqualTo(bought.quantity() == null);
            assertThat(row.status()).isNotEqualTo(Replenishment.Status.CANCELLED);
        }
    }

    private static void assertReplenishments(Books books) {
        for (Replenishment row : books.replenishments.values()) {
            Order order =
                    Objects.requireNonNull(books.orders.get(row.orderId())).now();
            boolean named = order.lines().get(row.line()).bought() != null;
            assertThat(named)
                    .as("a replenishment is named by its line until it is cancelled")
                    .isNotEqualTo(row.status() == Replenishment.Status.CANCELLED);
            if (row.status() == Replenishment.Status.CANCELLED) {
                assertThat(row.shortfall()).isZero();
                assertThat(Objects.requireNonNullElse(row.quantity(), 0L)).isZero();
            }
        }
    }

    private static void assertPurchases(Books books) {
        Map<Integer, Long> incoming = new HashMap<>();
        for (PurchaseOrder order : books.purchaseOrders.values()) {
            order.incoming()
                    .forEach((sku, units) -> incoming.merge(books.product(sku).key(), units, Long::sum));
            List<Replenishment> bought = books.replenishments.values().stream()
                    .filter(each -> order.id().equals(each.purchaseOrderId()))
                    .toList();
            assertThat(bought).allMatch(each -> each.status() == Replenishment.Status.BOUGHT);
            if (order.status().isOpen()) {
                assertThat(bought).as("gathered").hasSize(order.gathered());
                assertThat(order.lines().stream()
                                .mapToLong(line -> line.demand().shortfall())
                                .sum())
                        .as("a purchase order is for what it gathered")
                        .isEqualTo(bought.stream()
                                .mapToLong(Replenishment::shortfall)
                                .sum());
            }
            for (Change.ReceiptPut put : books.receipts.values()) {
                assertThat(books.purchaseOrders).containsKey(put.receipt().purchaseOrderId());
            }
        }
        books.stock.forEach((product, level) -> {
            assertThat(level.incoming()).as("incoming").isEqualTo(incoming.getOrDefault(product, 0L));
            assertThat(level.backordered())
                    .as("whatever waits is bought or owed")
                    .isLessThanOrEqualTo(level.free() + books.cover(product));
        });
        for (Replenishment each : books.replenishments.values()) {
            assertThat(each.purchaseOrderId() == null)
                    .as("bought by a purchase order")
                    .isEqualTo(each.status() != Replenishment.Status.BOUGHT);
        }
    }

    private static void assertJournal(Books books) {
        for (int position = 0; position < books.journal.size(); position++) {
            assertThat(books.journal.get(position).number()).isEqualTo(position + 1);
        }
        assertThat(books.head().number()).isEqualTo(books.journal.size());
    }
}
