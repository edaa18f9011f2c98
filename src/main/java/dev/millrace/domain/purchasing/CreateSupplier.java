package dev.millrace.domain.purchasing;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Conditional;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The wish to know a supplier. Asking for what is so already changes nothing.
 *
 * @param supplierId the merchant's own name for it, 1 to 64 characters
 * @param precondition on the version of a supplier with this id
 */
public record CreateSupplier(
        int merchantId, UUID id, Instant receivedAt, String supplierId, String name, Precondition precondition)
        implements Command, Conditional {

    /** The wish without a precondition. */
    public CreateSupplier(int merchantId, UUID id, Instant receivedAt, String supplierId, String name) {
        this(merchantId, id, receivedAt, supplierId, name, Precondition.NONE);
    }

    @Override
    public String kind() {
        return "create_supplier";
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsSupplier(supplierId)) {
            needs.supplier(supplierId);
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        Supplier supplier = state.supplier(supplierId);
        Refusal failed = precondition.refusal(supplier == null ? null : state.version(supplier.number()));
        if (failed != null) {
            return Decision.without(new Outcome.Refused(failed));
        }
        if (supplier == null) {
            long number = state.number() + 1;
            Supplier made = new Supplier(supplierId, name, number, receivedAt);
            return new Decision(
                    new Outcome.Accepted(new Answer.OfSupplier(made), number),
                    List.of(new Event(number, receivedAt, null, new EventData.SupplierCreated(made))));
        }
        return Decision.without(
                supplier.name().equals(name)
                        ? new Outcome.Unchanged(new Answer.OfSupplier(supplier), supplier.number())
                        : new Outcome.Refused(Refusal.conflict(
                                "supplier_exists", "There is a supplier with this id, and it is not the same.")));
    }
}
