package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.Change;
import java.util.Objects;

/** Answers held against the books as they stand right after the decision: whoever reads at once must read the same. */
final class Standing {
    private Standing() {}

    /** Whatever a command is answered with is what stands, with its version; and what its key is answered with for ever. */
    static void assertIsWhatStands(Then then, Books books) {
        switch (then.outcome()) {
            case Outcome.Accepted(Answer answer, long number) -> assertStands(answer, number, books);
            case Outcome.Rejected(Answer answer, var _, long number) -> assertStands(answer, number, books);
            case Outcome.Unchanged(Answer answer, long number) -> assertStands(answer, number, books);
            case Outcome.Refused _ -> {
                // It shows nothing.
            }
        }
        for (Event event : then.decision().events()) {
            Change.OutcomeRecorded recorded = event.keyed() == null ? null : books.outcomes.get(event.keyed());
            if (recorded != null) {
                assertThat(new Outcome.Accepted(recorded.answer(), recorded.number()))
                        .as("the recorded outcome")
                        .isEqualTo(new Outcome.Accepted(then.answer(), then.number()));
            }
        }
    }

    private static void assertStands(Answer answer, long number, Books books) {
        switch (answer) {
            case Answer.OfOrder(Order order) -> {
                Books.OrderRow row = Objects.requireNonNull(books.orders.get(order.id()));
                assertThat(new KnownOrder(order, number)).isEqualTo(new KnownOrder(row.now(), row.number()));
            }
            case Answer.OfPurchaseOrder(PurchaseOrder order) -> {
                assertThat(order).isEqualTo(books.purchaseOrders.get(order.id()));
                assertThat(number).isEqualTo(order.number());
            }
            case Answer.OfProduct(var product) -> {
                assertThat(product).isEqualTo(books.product(product.sku()));
                assertThat(number).isEqualTo(product.number());
            }
            case Answer.OfSupplier(var supplier) -> {
                assertThat(supplier).isEqualTo(books.suppliers.get(supplier.id()));
                assertThat(number).isEqualTo(supplier.number());
            }
            case Answer.OfReceipt(var receipt) ->
                assertThat(new Change.ReceiptPut(receipt, number)).isEqualTo(books.receipts.get(receipt.id()));
            case Answer.OfAdjustment(Adjustment adjustment) ->
                adjustment
                        .lines()
                        .forEach(line -> assertThat(figures(line.after()))
                                .as(line.sku())
                                .isEqualTo(figures(books.stock(line.sku()))));
            case Answer.OfFill _, Answer.OfNothing _ -> {
                // No thing is shown.
            }
        }
    }

    /** An adjustment shows no version of its stock. */
    private static StockLevel figures(StockLevel level) {
        return level.plus(new StockLevel(0, 0, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE));
    }
}
