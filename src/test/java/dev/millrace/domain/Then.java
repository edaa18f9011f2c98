package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a request came to, and what a test says about it. */
public record Then(Decision decision) {

    public Outcome outcome() {
        return decision.outcome();
    }

    public Then thenAccepted() {
        assertThat(outcome()).isInstanceOf(Outcome.Accepted.class);
        return this;
    }

    public Then thenUnchanged() {
        assertThat(outcome()).isInstanceOf(Outcome.Unchanged.class);
        return thenRecords();
    }

    /** Rejected and recorded, for the shortages given as {@code "SKU ordered available"}. */
    public Then thenRejected(String code, String... shortages) {
        assertThat(outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(((Outcome.Rejected) outcome()).code()).isEqualTo(code);
        Order.Rejection rejection = Objects.requireNonNull(order().rejection());
        assertThat(rejection.code()).isEqualTo(code);
        assertThat(rejection.lines())
                .extracting(line -> line.sku() + " " + line.ordered() + " " + line.available())
                .containsExactly(shortages);
        assertThat(order().status()).isEqualTo(Order.Status.REJECTED);
        return thenRecords("order.rejected");
    }

    /** An adjustment was rejected and recorded, for the shortages given as {@code "SKU delta free"}. */
    public Then thenAdjustmentRejected(String... shortages) {
        assertThat(outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(((Outcome.Rejected) outcome()).code()).isEqualTo("insufficient_stock");
        assertThat(Objects.requireNonNull(adjustment().rejection()).lines())
                .extracting(line -> line.sku() + " " + line.delta() + " " + line.free())
                .containsExactly(shortages);
        return thenRecords("stock.adjustment_rejected");
    }

    public Then thenRefused(Refusal.Kind kind, String code) {
        assertThat(outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(refusal().kind()).isEqualTo(kind);
        assertThat(refusal().code()).isEqualTo(code);
        return thenRecords();
    }

    /** Refused for exactly these faults, each {@code "pointer code"}. */
    public Then thenInvalid(String... faults) {
        thenRefused(Refusal.Kind.INVALID, "validation_failed");
        assertThat(refusal().faults())
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactly(faults);
        return this;
    }

    /** What the journal records, by type, in order. */
    public Then thenRecords(String... types) {
        assertThat(decision.events()).extracting(event -> event.data().type()).containsExactly(types);
        return this;
    }

    public PurchaseOrder purchaseOrder() {
        return ((Answer.OfPurchaseOrder) answer()).order();
    }

    public Receipt receipt() {
        return ((Answer.OfReceipt) answer()).receipt();
    }

    public OfOrder thenOrder() {
        return new OfOrder(order());
    }

    /** Orders that got units in this decision, in the order of their events, each with the units of all its lines. */
    public Then thenFills(Filled... expected) {
        List<Filled> fills = decision.events().stream()
                .map(Event::data)
                .filter(EventData.BackordersFilled.class::isInstance)
                .map(EventData.BackordersFilled.class::cast)
                .map(event -> new Filled(
                        event.order().id(),
                        event.filled().stream()
                                .mapToLong(EventData.Filled::quantity)
                                .sum()))
                .toList();
        assertThat(fills).isEqualTo(Arrays.asList(expected));
        return this;
    }

    public static Filled filled(Then placed, long units) {
        return new Filled(placed.orderId(), units);
    }

    /** An order that got units. */
    public record Filled(UUID orderId, long units) {}

    public Refusal refusal() {
        return ((Outcome.Refused) outcome()).refusal();
    }

    public Order order() {
        return ((Answer.OfOrder) answer()).order();
    }

    public UUID orderId() {
        return order().id();
    }

    public Adjustment adjustment() {
        return ((Answer.OfAdjustment) answer()).adjustment();
    }

    public Product product() {
        return ((Answer.OfProduct) answer()).product();
    }

    public Supplier supplier() {
        return ((Answer.OfSupplier) answer()).supplier();
    }

    public Answer.OfFill fill() {
        return (Answer.OfFill) answer();
    }

    /** The version that the outcome names. */
    public long number() {
        return switch (outcome()) {
            case Outcome.Accepted(var _, long number) -> number;
            case Outcome.Rejected(var _, var _, long number) -> number;
            case Outcome.Unchanged(var _, long number) -> number;
            case Outcome.Refused refused -> throw new AssertionError(refused);
        };
    }

    Answer answer() {
        return switch (outcome()) {
            case Outcome.Accepted(Answer answer, var _) -> answer;
            case Outcome.Rejected(Answer answer, var _, var _) -> answer;
            case Outcome.Unchanged(Answer answer, var _) -> answer;
            case Outcome.Refused refused -> throw new AssertionError(refused);
        };
    }

    /** What a test says about an order. */
    public record OfOrder(Order order) {
        public OfOrder is(Order.Status status) {
            assertThat(order.status()).isEqualTo(status);
            return this;
        }

        public OfOrder total(Money total) {
            assertThat(order.total()).isEqualTo(total);
            return this;
        }

        public OfLine line(int position) {
            return new OfLine(this, order.lines().get(position));
        }
    }

    /** What a test says about a line of an order. */
    public record OfLine(OfOrder ofOrder, Order.Line line) {
        public OfLine holds(long allocated) {
            assertThat(line.allocated()).as("allocated").isEqualTo(allocated);
            return this;
        }

        public OfLine waitsFor(long backordered) {
            assertThat(line.backordered()).as("backordered").isEqualTo(backordered);
            return this;
        }

        public OfLine gaveUp(long cancelled) {
            assertThat(line.cancelled()).as("cancelled").isEqualTo(cancelled);
            return this;
        }

        public OfLine buys(long quantity) {
            assertThat(bought().quantity()).as("bought").isEqualTo(quantity);
            return this;
        }

        public OfLine buysNothing() {
            assertThat(line.bought()).isNull();
            return this;
        }

        public OfLine buysForShortfall(long shortfall) {
            assertThat(bought().shortfall()).isEqualTo(shortfall);
            return this;
        }

        /** The purchase order decides how much. */
        public OfLine buysLater() {
            assertThat(bought().quantity()).isNull();
            return this;
        }

        public Order.Purchase bought() {
            return Objects.requireNonNull(line.bought(), "nothing is bought");
        }

        public OfLine line(int position) {
            return ofOrder.line(position);
        }
    }

    /** What a test says about a SKU's stock. */
    public record OfStock(StockLevel level) {
        public OfStock onHand(long units) {
            assertThat(level.onHand()).as("on hand").isEqualTo(units);
            return this;
        }

        /** The running total of corrections. */
        public OfStock adjusted(long units) {
            assertThat(level.adjusted()).as("adjusted").isEqualTo(units);
            return this;
        }

        public OfStock allocated(long units) {
            assertThat(level.allocated()).as("allocated").isEqualTo(units);
            return this;
        }

        public OfStock available(long units) {
            assertThat(level.available()).as("available").isEqualTo(units);
            return this;
        }

        public OfStock free(long units) {
            assertThat(level.free()).as("free").isEqualTo(units);
            return this;
        }

        public OfStock incoming(long units) {
            assertThat(level.incoming()).as("incoming").isEqualTo(units);
            return this;
        }

        public OfStock backordered(long units) {
            assertThat(level.backordered()).as("backordered").isEqualTo(units);
            return this;
        }
    }
}
