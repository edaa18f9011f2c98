package dev.millrace.domain.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Requests;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.StockLevel;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each row once: what an append writes of many events. */
class ChangeSetTest {
    private static final UUID ORDER = new UUID(1, 1);

    private final ChangeSet changes = new ChangeSet();

    @Test
    void sumsTheMovementsOfAProduct() {
        changes.add(new Change.StockDelta(1, StockLevel.promise(3, 1, 7)));
        changes.add(new Change.StockDelta(2, StockLevel.promise(1, 0, 8)));
        changes.add(new Change.StockDelta(1, StockLevel.adjustment(5, 9)));
        changes.add(new Change.StockDelta(1, StockLevel.promise(1, -1, 10)));
        assertThat(changes.stock())
                .containsOnlyKeys(1, 2)
                .containsEntry(1, new StockLevel(5, 4, 0, 0, 0, 5, 0, 0, 10))
                .containsEntry(2, StockLevel.promise(1, 0, 8));
    }

    @Test
    void aLineThatBeganToWaitAndWasFilledInOneBatchIsNotWritten() {
        changes.add(new Change.BackorderPut(1, 7, 0, ORDER, 5));
        changes.add(new Change.BackorderLeft(1, 7, 0, 2));
        changes.add(new Change.BackorderLeft(1, 7, 0, 0));
        assertThat(changes.newBackorders()).isEmpty();
        assertThat(changes.changedBackorders()).isEmpty();
        assertThat(changes.endedBackorders()).isEmpty();
    }

    @Test
    void aLineThatBeganToWaitAndWasFilledInPartIsWrittenOnceWithWhatIsLeft() {
        changes.add(new Change.BackorderPut(1, 7, 0, ORDER, 5));
        changes.add(new Change.BackorderLeft(1, 7, 0, 2));
        assertThat(changes.newBackorders()).containsExactly(new BackorderLine(1, 7, 0, ORDER, 2));
        assertThat(changes.changedBackorders()).isEmpty();
        assertThat(changes.endedBackorders()).isEmpty();
    }

    @Test
    void ofALineThatWaitedBeforeTheLastCounts() {
        changes.add(new Change.BackorderLeft(1, 7, 0, 4));
        changes.add(new Change.BackorderLeft(1, 7, 0, 3));
        changes.add(new Change.BackorderLeft(1, 7, 1, 3));
        changes.add(new Change.BackorderLeft(1, 7, 1, 0));
        assertThat(changes.newBackorders()).isEmpty();
        assertThat(changes.changedBackorders())
                .containsOnlyKeys(new ChangeSet.LineKey(1, 7, 0))
                .containsValue(3L);
        assertThat(changes.endedBackorders()).containsExactly(new ChangeSet.LineKey(1, 7, 1));
    }

    @Test
    void aReplenishmentUpdateInItsOwnBatchIsWrittenOnce() {
        UUID id = new UUID(2, 2);
        changes.add(new Change.ReplenishmentPut(
                new Replenishment(id, ORDER, 0, 1, "acme", 5, 2_000, 6L, Replenishment.Status.OWED, null, 7)));
        ReplenishmentUpdate cut = new ReplenishmentUpdate(id, 0, 0L, Replenishment.Status.CANCELLED, null);
        changes.add(new Change.ReplenishmentChanged(cut, 8));
        assertThat(changes.newReplenishments())
                .containsExactly(new Replenishment(
                        id, ORDER, 0, 1, "acme", 0, 2_000, 0L, Replenishment.Status.CANCELLED, null, 8));
        assertThat(changes.changedReplenishments()).isEmpty();
    }

    @Test
    void aReplenishmentOfBeforeIsChanged() {
        ReplenishmentUpdate cut =
                new ReplenishmentUpdate(new UUID(2, 2), 0, null, Replenishment.Status.CANCELLED, null);
        changes.add(new Change.ReplenishmentChanged(cut, 8));
        assertThat(changes.newReplenishments()).isEmpty();
        assertThat(changes.changedReplenishments()).containsExactly(new Change.ReplenishmentChanged(cut, 8));
    }

    @Test
    void aProductReplacedInItsOwnBatchIsMadeAsItStands() {
        Product made = product(1, "made", 7);
        Product after = product(1, "replaced", 8);
        changes.add(new Change.ProductCreated(made));
        changes.add(new Change.ProductChanged(after));
        assertThat(changes.newProducts()).containsExactly(after);
        assertThat(changes.changedProducts()).isEmpty();
    }

    @Test
    void ofAProductOfBeforeTheLastCounts() {
        changes.add(new Change.ProductChanged(product(1, "first", 7)));
        changes.add(new Change.ProductChanged(product(1, "second", 8)));
        assertThat(changes.newProducts()).isEmpty();
        assertThat(changes.changedProducts()).containsExactly(product(1, "second", 8));
    }

    @Test
    void anOrderFilledInItsOwnBatchKeepsItsAnswerAndIsChangedOnce() {
        Merchant merchant = Given.merchant().product("A").policyBackorder().open();
        var placed = merchant.when(Requests.place("A", 5)).order();
        var filled = placed.withLine(0, line -> line.filled(2));
        var filledAgain = placed.withLine(0, line -> line.filled(4));
        Keyed keyed = new Keyed("place_order", "key", new RequestHash(1, 2, 3, 4));
        changes.add(new Change.OrderPut(placed, keyed));
        changes.add(new Change.OrderChanged(filled, 8));
        changes.add(new Change.OrderChanged(filledAgain, 9));
        assertThat(changes.newOrders()).containsExactly(new Change.OrderPut(placed, keyed));
        assertThat(changes.changedOrders()).containsExactly(new Change.OrderChanged(filledAgain, 9));
        assertThat(changes.changedOrderCount()).isEqualTo(1);
    }

    private static Product product(int key, String name, long number) {
        var draft = Draft.of("A").draft();
        return new Product(
                key,
                draft.sku(),
                name,
                draft.price(),
                draft.policy(),
                draft.supplierId(),
                draft.surplusBps(),
                draft.rounding(),
                draft.packaging(),
                draft.backorderMax(),
                draft.active(),
                number,
                Instant.EPOCH);
    }
}
