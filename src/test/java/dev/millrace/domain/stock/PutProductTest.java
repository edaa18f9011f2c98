package dev.millrace.domain.stock;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.createProduct;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.euros;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.putProduct;
import static dev.millrace.domain.Requests.replaceProduct;
import static dev.millrace.domain.Requests.upsertProduct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Request;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Making and replacing products; DESIGN §2, rules 8 and 9. */
class PutProductTest {
    private final Merchant merchant = Given.merchant().product("A").onHand(5).open();

    @Test
    void makesAProductWithNothingInStock() {
        Product made = merchant.when(createProduct(Draft.of("NEW").price(euros(7))))
                .thenAccepted()
                .thenRecords("product.created")
                .product();
        assertThat(made.price()).isEqualTo(euros(7));
        assertThat(made.number()).isEqualTo(merchant.journal().size());
        merchant.stock("NEW").onHand(0).available(0);
        merchant.when(place("NEW", 1)).thenRejected("insufficient_stock", "NEW 1 0");
    }

    @Test
    void givesEveryProductAKeyOfItsOwn() {
        List<Then> made = merchant.whenInOneBatch(
                createProduct(Draft.of("B")), createProduct(Draft.of("C")), upsertProduct(Draft.of("D")));
        assertThat(made).extracting(then -> then.product().key()).containsExactly(2, 3, 4);
        merchant.forget();
        assertThat(merchant.when(createProduct(Draft.of("E"))).product().key()).isEqualTo(5);
    }

    @Test
    void makingAnIdenticalOneAgainChangesNothing() {
        Product before = merchant.product("A");
        assertThat(merchant.when(createProduct(Draft.of("A"))).thenUnchanged().product())
                .isEqualTo(before);
        assertThat(merchant.when(upsertProduct(Draft.of("A"))).thenUnchanged().number())
                .isEqualTo(before.number());
    }

    @Test
    void refusesToMakeOneThatIsThereAndIsNotTheSame() {
        merchant.when(createProduct(Draft.of("A").named("another")))
                .thenRefused(Refusal.Kind.CONFLICT, "product_exists");
    }

    @Test
    void replacesWhatIsSaidOfAProductAndKeepsTheRest() {
        Product before = merchant.product("A");
        Product after = merchant.when(
                        replaceProduct(Draft.of("A").named("another").price(euros(3)), merchant.version("A")))
                .thenAccepted()
                .thenRecords("product.replaced")
                .product();
        assertThat(after.name()).isEqualTo("another");
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.number()).isGreaterThan(before.number());
        merchant.stock("A").onHand(5).available(5);
    }

    @Test
    void replacingByTheSameChangesNothingWhateverTheVersion() {
        Version stale = merchant.version("A");
        merchant.when(replaceProduct(Draft.of("A").named("another"), stale)).thenAccepted();
        merchant.when(replaceProduct(Draft.of("A").named("another"), stale)).thenUnchanged();
    }

    @Test
    void refusesToReplaceAnotherVersion() {
        Version stale = merchant.version("A");
        merchant.when(replaceProduct(Draft.of("A").named("another"), stale)).thenAccepted();
        merchant.when(replaceProduct(Draft.of("A").named("a third"), stale))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
        Version otherHistory = new Version("zzzzzzzzzz", merchant.version("A").number());
        merchant.when(replaceProduct(Draft.of("A").named("a third"), otherHistory))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
    }

    @Test
    void refusesToReplaceWhatIsNotThere() {
        merchant.when(replaceProduct(Draft.of("NO-SUCH"), merchant.version("A")))
                .thenRefused(Refusal.Kind.NOT_FOUND, "not_found");
        merchant.when(putProduct(Draft.of("NO-SUCH"), PutProduct.Mode.UPSERT, merchant.version("A")))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
    }

    @Test
    void makesWhatMustBeNewOnlyOnce() {
        merchant.when(makeNew(Draft.of("NEW"))).thenAccepted();
        merchant.when(makeNew(Draft.of("NEW"))).thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
        merchant.when(makeNew(Draft.of("NEW").named("another")))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
    }

    private static Request makeNew(Draft draft) {
        return arrival -> new PutProduct(
                Merchant.ID, arrival.id(), arrival.at(), draft.draft(), PutProduct.Mode.CREATE, Precondition.absent());
    }

    @Test
    void makesOrReplacesInOneBatch() {
        List<Then> decided = merchant.whenInOneBatch(
                upsertProduct(Draft.of("B")),
                upsertProduct(Draft.of("B").named("b")),
                upsertProduct(Draft.of("B").named("b")),
                adjust(delta("B", 2)),
                place("B", 2));
        decided.get(0).thenRecords("product.created");
        decided.get(1).thenRecords("product.replaced");
        decided.get(2).thenUnchanged();
        decided.get(4).thenAccepted();
        assertThat(merchant.product("B").name()).isEqualTo("b");
    }

    @Test
    void refusesASupplierThatDoesNotExist() {
        merchant.when(createProduct(Draft.of("B").policy(StockPolicy.BACKORDER, "nobody")))
                .thenInvalid("/supplier_id unknown_supplier");
        merchant.when(replaceProduct(Draft.of("A").policy(StockPolicy.REJECT, "nobody"), merchant.version("A")))
                .thenInvalid("/supplier_id unknown_supplier");
    }

    @Test
    void aProductThatLetsOrdersWaitNeedsASupplier() {
        merchant.when(createProduct(Draft.of("B").policy(StockPolicy.BACKORDER, null)))
                .thenInvalid("/supplier_id supplier_required");
        merchant.when(upsertProduct(Draft.of("A").policy(StockPolicy.BACKORDER, null)))
                .thenInvalid("/supplier_id supplier_required");
    }

    @Test
    void aNewSurplusCountsForShortfallsAfterIt() {
        merchant.when(upsertProduct(Draft.of("A").policyBackorder())).thenAccepted();
        Then before = merchant.when(place("A", 15)).thenAccepted();
        merchant.when(upsertProduct(Draft.of(merchant.product("A")).surplusBps(5_000)))
                .thenAccepted();
        Then after = merchant.when(place("A", 10)).thenAccepted();
        merchant.now(before).line(0).buys(12);
        merchant.now(after).line(0).buys(15);
    }

    @Test
    void underPolicyRejectABacklogIsStillFilledFirst() {
        merchant.when(upsertProduct(Draft.of("A").policyBackorder())).thenAccepted();
        Then waits = merchant.when(place("A", 8)).thenAccepted();
        merchant.when(upsertProduct(Draft.of(merchant.product("A")).policyReject()))
                .thenAccepted();
        merchant.when(place("A", 1)).thenRejected("insufficient_stock", "A 1 0");
        merchant.when(adjust(delta("A", 4))).thenFills(Then.filled(waits, 3));
        merchant.when(place("A", 1)).thenAccepted();
        merchant.when(place("A", 1)).thenRejected("insufficient_stock", "A 1 0");
    }

    @Test
    void aLowerLimitLeavesTheBacklogAlone() {
        merchant.when(upsertProduct(Draft.of("A").policyBackorder())).thenAccepted();
        Then waits = merchant.when(place("A", 8)).thenAccepted();
        merchant.when(upsertProduct(Draft.of(merchant.product("A")).backorderMax(1)))
                .thenAccepted();
        merchant.when(place("A", 1)).thenRejected("backorder_limit", "A 1 0");
        merchant.now(waits).line(0).waitsFor(3);
    }
}
