package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One merchant under test, with the loop of a lane in its plainest form: load what a command needs until nothing is
 * missing, decide, apply, and append the batch to the books. It never decides with unmet needs; where something is
 * missing in mid-batch, what was decided so far is appended first.
 */
public final class Merchant {
    public static final int ID = 7;
    public static final int UNKNOWN_SKUS_MAX = 1_000;
    private static final int LOADS_MAX = 10;

    public final Books books = new Books();
    private MerchantState state = MerchantState.at(ID, books.head());
    private ChangeSet changes = new ChangeSet();
    private List<Event> events = new ArrayList<>();
    private long arrivals;

    /** Decides a request alone, in a batch of its own. */
    public Then when(Request request) {
        return whenInOneBatch(request).getFirst();
    }

    /** Decides requests one after another; they are appended together. */
    public List<Then> whenInOneBatch(Request... requests) {
        List<Then> decided =
                Arrays.stream(requests).map(request -> decide(arrive(request))).toList();
        commit();
        BooksAudit.assertBalanced(books);
        return decided;
    }

    Command arrive(Request request) {
        return request.arriving(Request.Arrival.number(++arrivals));
    }

    Then decide(Command command) {
        know(command);
        Decision decision = command.decide(state);
        assertThat(command.decide(state)).as("deciding changes nothing").isEqualTo(decision);
        for (Event event : decision.events()) {
            state.apply(event).forEach(changes::add);
            events.add(event);
        }
        return new Then(decision);
    }

    void commit() {
        if (!events.isEmpty()) {
            books.append(events, changes);
            changes = new ChangeSet();
            events = new ArrayList<>();
        }
    }

    /** Throws the state away, as whoever is in doubt does. */
    public void forget() {
        commit();
        state = MerchantState.at(ID, books.head());
    }

    public void trim() {
        state.trim(UNKNOWN_SKUS_MAX);
    }

    public MerchantState state() {
        return state;
    }

    /** The figures of a SKU as the books hold them. */
    public Then.OfStock stock(String sku) {
        return new Then.OfStock(books.stock(sku));
    }

    public Product product(String sku) {
        return books.product(sku);
    }

    /** An order as it stands. */
    public Then.OfOrder now(Then placed) {
        return new Then.OfOrder(order(placed));
    }

    public Order order(Then placed) {
        return Objects.requireNonNull(books.orders.get(placed.orderId())).now();
    }

    /** That the answer and its version are those of the thing as it stands now, and of the outcome that is recorded. */
    public void thenIsWhatStands(Then then) {
        Standing.assertIsWhatStands(then, books);
    }

    /** The version that a client would send as If-Match. */
    public Version version(Then placed) {
        return new Version(
                Books.HISTORY,
                Objects.requireNonNull(books.orders.get(placed.orderId())).number());
    }

    public Version version(String sku) {
        return new Version(Books.HISTORY, product(sku).number());
    }

    public List<Replenishment> replenishments(Then placed) {
        UUID id = placed.orderId();
        return books.replenishments.values().stream()
                .filter(row -> row.orderId().equals(id))
                .toList();
    }

    /** The lines that wait for a SKU, oldest first. */
    public List<BackorderLine> queue(String sku) {
        return books.queue(sku);
    }

    public List<Event> journal() {
        return books.journal;
    }

    /** The id that the next arrival will get. */
    public UUID nextId() {
        return Request.Arrival.number(arrivals + 1).id();
    }

    public UUID idAfterNext() {
        return Request.Arrival.number(arrivals + 2).id();
    }

    /** What the dispatcher would gather for a supplier now. */
    public List<GatherReplenishments.Owed> owed(String supplierId) {
        return books.owed(supplierId);
    }

    /** A purchase order as it stands. */
    public PurchaseOrder purchaseOrder(UUID id) {
        return Objects.requireNonNull(books.purchaseOrders.get(id));
    }

    public List<PurchaseOrder> purchaseOrders() {
        return books.allPurchaseOrders();
    }

    private void know(Command command) {
        for (int load = 0; load < LOADS_MAX; load++) {
            Needs needs = new Needs();
            command.needs(state, needs);
            if (needs.isEmpty()) {
                return;
            }
            commit();
            state.learn(needs, books.load(needs));
        }
        throw new AssertionError("needs without end: " + command);
    }
}
