package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.Replenishment;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdPage;
import dev.millrace.http.ListLink;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.store.ReplenishmentFilter;
import dev.millrace.store.ReplenishmentReads;
import dev.millrace.store.StoredReplenishment;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code GET /v1/replenishments}: the newest first. */
public final class ListReplenishmentsHandler implements Endpoint {
    private static final Set<String> PARAMETERS =
            Set.of("status", "sku", "supplier_id", "order_id", "purchase_order_id", "limit", "after");
    private static final Set<String> STATUSES = Arrays.stream(Replenishment.Status.values())
            .map(EnumNames::of)
            .collect(Collectors.toCollection(TreeSet::new));

    private final ReplenishmentReads replenishments;
    private final ApiConfig config;

    public ListReplenishmentsHandler(ReplenishmentReads replenishments, ApiConfig config) {
        this.replenishments = replenishments;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        IdPage wanted = IdPage.of(parameters, TypeId.REPLENISHMENT, config);
        ReplenishmentFilter filter = new ReplenishmentFilter(
                parameters.oneOf("status", STATUSES),
                parameters.text("sku"),
                parameters.text("supplier_id"),
                parameters.id("order_id", TypeId.ORDER),
                parameters.id("purchase_order_id", TypeId.PURCHASE_ORDER));
        ListLink link = new ListLink(Paths.REPLENISHMENTS)
                .with("status", filter.status())
                .with("sku", filter.sku())
                .with("supplier_id", filter.supplierId())
                .with("order_id", parameters.text("order_id"))
                .with("purchase_order_id", parameters.text("purchase_order_id"));
        return replenishments
                .list(request.merchantId(), filter, wanted.after(), wanted.limit())
                .map(page ->
                        wanted.answer(link, "replenishments", page, ReplenishmentJson::write, StoredReplenishment::id));
    }
}
