package dev.millrace.attack.model;

import dev.millrace.domain.Draft;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Ways in which a product may be said to be otherwise than it is. */
enum ProductChange {
    ACTIVE(draft -> draft.active(true)),
    INACTIVE(draft -> draft.active(false)),
    REJECT(Draft::policyReject),
    BACKORDER_FROM_ACME(draft -> draft.policy(StockPolicy.BACKORDER, "acme")),
    BACKORDER_FROM_NORTH(draft -> draft.policy(StockPolicy.BACKORDER, "north")),
    BACKORDER_FROM_NOBODY(draft -> draft.policy(StockPolicy.BACKORDER, null)),
    SURPLUS_NONE(draft -> draft.surplusBps(0)),
    SURPLUS_ODD(draft -> draft.surplusBps(3_333)),
    SURPLUS_TENFOLD(draft -> draft.surplusBps(Limits.SURPLUS_BPS_MAX)),
    SURPLUS_BEYOND(draft -> draft.surplusBps(Limits.SURPLUS_BPS_MAX + 1)),
    PER_LINE(draft -> draft.rounding(Rounding.PER_LINE)),
    PER_PURCHASE_ORDER(draft -> draft.rounding(Rounding.PER_PURCHASE_ORDER)),
    NOBODY_WAITS(draft -> draft.backorderMax(0)),
    FIVE_WAIT(draft -> draft.backorderMax(5)),
    MANY_WAIT(draft -> draft.backorderMax(2_000_000)),
    TOO_MANY_WAIT(draft -> draft.backorderMax(Limits.BACKORDER_MAX_MAX + 1)),
    FREE_OF_CHARGE(draft -> draft.price(new Money(0, "EUR"))),
    CHEAP(draft -> draft.price(new Money(3, "EUR"))),
    DEAR(draft -> draft.price(new Money(Limits.PRICE_MAX, "EUR"))),
    TOO_DEAR(draft -> draft.price(new Money(Limits.PRICE_MAX + 1, "EUR"))),
    IN_DOLLARS(draft -> draft.price(new Money(7, "USD"))),
    RENAMED(draft -> draft.named("Größe \"M\" \\ 日本"));

    @SuppressWarnings("ImmutableEnumChecker") // None of these remembers anything.
    private final Consumer<Draft> change;

    ProductChange(Consumer<Draft> change) {
        this.change = change;
    }

    /** The product as it is in the model, or a plain one if there is none, so changed. */
    static ProductDraft draft(Model now, String sku, List<ProductChange> changes) {
        ProductDraft is = now.merchant().product(sku);
        Draft draft = is == null ? Draft.of(sku) : Draft.of(is);
        changes.forEach(change -> change.change.accept(draft));
        return draft.draft();
    }

    /** Every list of changes that lacks one of these. */
    static List<List<ProductChange>> without(List<ProductChange> changes) {
        return IntStream.range(0, changes.size())
                .mapToObj(left -> {
                    List<ProductChange> fewer = new ArrayList<>(changes);
                    fewer.remove(left);
                    return fewer;
                })
                .toList();
    }

    /** What is found at the door, in the order of the document. */
    static List<String> faults(ProductDraft draft) {
        List<String> faults = new ArrayList<>();
        if (draft.price().amount() > Limits.PRICE_MAX) {
            faults.add("/price/amount out_of_range");
        }
        if (draft.surplusBps() > Limits.SURPLUS_BPS_MAX) {
            faults.add("/surplus_bps out_of_range");
        }
        if (draft.backorderMax() > Limits.BACKORDER_MAX_MAX) {
            faults.add("/backorder_max out_of_range");
        }
        if (draft.policy() == StockPolicy.BACKORDER && draft.supplierId() == null) {
            faults.add("/supplier_id supplier_required");
        }
        return faults;
    }
}
