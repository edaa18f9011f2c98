package dev.millrace.http.orders;

import dev.millrace.domain.model.Limits;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.purchaseorders.ReplenishmentJson;
import dev.millrace.store.OrderReads;
import dev.millrace.store.Page;
import dev.millrace.store.ReplenishmentFilter;
import dev.millrace.store.ReplenishmentReads;
import dev.millrace.store.StoredReplenishment;
import dev.millrace.wire.JsonWriter;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.UUID;

/**
 * {@code GET /v1/orders/{id}/replenishments}: what is bought for an order, line by line. A line has one at most, so all of
 * them are one page.
 */
public final class ListOrderReplenishmentsHandler implements Endpoint {
    private static final int TYPICAL_BYTES = 4 * 1_024;

    private final OrderReads orders;
    private final ReplenishmentReads replenishments;

    public ListOrderReplenishmentsHandler(OrderReads orders, ReplenishmentReads replenishments) {
        this.orders = orders;
        this.replenishments = replenishments;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        return orders.byId(request.merchantId(), orderId)
                .map(found -> found.orElseThrow(PathNames::noOrder))
                .compose(_ -> replenishments.list(
                        request.merchantId(), ReplenishmentFilter.ofOrder(orderId), null, Limits.ORDER_LINES_MAX))
                .map(ListOrderReplenishmentsHandler::answer);
    }

    private static ApiResponse answer(Page<StoredReplenishment> all) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject().name("replenishments").beginArray();
        all.items().stream()
                .sorted(Comparator.comparingInt(StoredReplenishment::line))
                .forEach(each -> ReplenishmentJson.write(json, each));
        json.endArray().name("next").string(null).endObject();
        return ApiResponse.json(200, json.toBytes());
    }
}
