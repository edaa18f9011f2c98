package dev.millrace.domain.purchasing;

import dev.millrace.domain.model.Demand;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A purchase order that gathers replenishments: a new one, or a draft that grows. */
final class Gathering {
    private final @Nullable PurchaseOrder draft;
    /** In the order in which they came; a line of a draft that grows keeps its place. */
    private final Map<String, PurchaseOrder.Line> lines = new LinkedHashMap<>();

    private final List<Replenishment> gathered = new ArrayList<>();

    /** @param draft that grows, or null for a new one */
    Gathering(@Nullable PurchaseOrder draft) {
        this.draft = draft;
        if (draft != null) {
            draft.lines().forEach(line -> lines.put(line.sku(), line));
        }
    }

    boolean isEmpty() {
        return gathered.isEmpty();
    }

    /** Takes a replenishment in, if there is room for it. */
    void add(Replenishment owed, Product product) {
        int before = draft == null ? 0 : draft.gathered();
        PurchaseOrder.Line line = lines.get(product.sku());
        if (before + gathered.size() >= Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX
                || (line == null && lines.size() >= Limits.PURCHASE_ORDER_LINES_MAX)) {
            return;
        }
        Demand demand = (line == null ? Demand.NONE : line.demand()).plus(owed);
        long quantity = product.packaging().roundUp(demand.units());
        lines.put(product.sku(), new PurchaseOrder.Line(product.sku(), demand, quantity, 0));
        gathered.add(owed);
    }

    /** The purchase order, and what becomes of the replenishments. */
    PurchaseOrder order(Made made) {
        PurchaseOrder before = draft;
        return new PurchaseOrder(
                before == null ? made.id() : before.id(),
                made.supplierId(),
                made.status(),
                List.copyOf(lines.values()),
                (before == null ? 0 : before.gathered()) + gathered.size(),
                0,
                made.hold(),
                null,
                null,
                null,
                before == null ? made.at() : before.createdAt(),
                made.status() == PurchaseOrder.Status.DRAFT ? Set.of() : Set.of(PurchaseOrderStep.SUBMITTED),
                made.number());
    }

    /** That they are bought by it. */
    List<ReplenishmentUpdate> updates(UUID purchaseOrder) {
        return gathered.stream().map(owed -> owed.boughtBy(purchaseOrder)).toList();
    }

    /**
     * What a new purchase order is made with.
     *
     * @param hold why a person must submit it, or null
     */
    record Made(
            UUID id,
            String supplierId,
            PurchaseOrder.Status status,
            @Nullable String hold,
            Instant at,
            long number) {}
}
