package dev.millrace.domain.purchasing;

import static dev.millrace.domain.Requests.createProduct;
import static dev.millrace.domain.Requests.createSupplier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.StockPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateSupplierTest {
    private final Merchant merchant = Given.merchant().open();

    @Test
    void makesASupplier() {
        Then made = merchant.when(createSupplier("north", "North & Sons"))
                .thenAccepted()
                .thenRecords("supplier.created");
        assertThat(made.supplier().name()).isEqualTo("North & Sons");
        assertThat(made.supplier().number()).isEqualTo(made.number());
    }

    @Test
    void makingAnIdenticalOneAgainChangesNothing() {
        Then made = merchant.when(createSupplier("north", "North & Sons")).thenAccepted();
        Then again = merchant.when(createSupplier("north", "North & Sons")).thenUnchanged();
        assertThat(again.supplier()).isEqualTo(made.supplier());
        merchant.forget();
        assertThat(merchant.when(createSupplier("north", "North & Sons"))
                        .thenUnchanged()
                        .number())
                .isEqualTo(made.number());
    }

    @Test
    void refusesAnotherOfTheSameId() {
        merchant.when(createSupplier("north", "North & Sons")).thenAccepted();
        merchant.when(createSupplier("north", "Polar")).thenRefused(Refusal.Kind.CONFLICT, "supplier_exists");
    }

    @Test
    void isThereForTheProductsOfItsOwnBatch() {
        Draft draft = Draft.of("A").policy(StockPolicy.BACKORDER, "north");
        List<Then> decided =
                merchant.whenInOneBatch(createProduct(draft), createSupplier("north", "North"), createProduct(draft));
        decided.get(0).thenInvalid("/supplier_id unknown_supplier");
        decided.get(2).thenAccepted();
    }
}
