package dev.millrace.domain.stock;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.deactivate;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.upsertProduct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Version;
import org.junit.jupiter.api.Test;

/** DESIGN §2, rule 9. */
class DeactivateProductTest {
    private final Merchant merchant =
            Given.merchant().product("A").policyBackorder().onHand(2).open();

    @Test
    void aDeactivatedProductTakesNoNewOrders() {
        Product after = merchant.when(deactivate("A"))
                .thenAccepted()
                .thenRecords("product.deactivated")
                .product();
        assertThat(after.active()).isFalse();
        merchant.when(place("A", 1)).thenInvalid("/lines/0/sku inactive_sku");
    }

    @Test
    void itsBacklogIsStillFilled() {
        Then waits = merchant.when(place("A", 5)).thenAccepted();
        merchant.when(deactivate("A")).thenAccepted();
        merchant.when(adjust(delta("A", 3))).thenFills(Then.filled(waits, 3));
        merchant.now(waits).line(0).holds(5).buys(4);
    }

    @Test
    void deactivatingAgainChangesNothingWhateverTheVersion() {
        Version first = merchant.version("A");
        Product after = merchant.when(deactivate("A", first)).thenAccepted().product();
        assertThat(merchant.when(deactivate("A", first)).thenUnchanged().product())
                .isEqualTo(after);
        assertThat(merchant.when(deactivate("A")).thenUnchanged().number()).isEqualTo(after.number());
    }

    @Test
    void refusesAnotherVersion() {
        Version stale = merchant.version("A");
        merchant.when(upsertProduct(Draft.of(merchant.product("A")).named("another")))
                .thenAccepted();
        merchant.when(deactivate("A", stale)).thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
        merchant.when(deactivate("A", merchant.version("A"))).thenAccepted();
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        merchant.when(deactivate("NO-SUCH")).thenRefused(Refusal.Kind.NOT_FOUND, "not_found");
    }

    @Test
    void canBeActivatedAgain() {
        merchant.when(deactivate("A")).thenAccepted();
        merchant.when(upsertProduct(Draft.of(merchant.product("A")).active(true)))
                .thenAccepted();
        merchant.when(place("A", 1)).thenAccepted();
    }
}
