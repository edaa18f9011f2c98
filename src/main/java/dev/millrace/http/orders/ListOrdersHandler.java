package dev.millrace.http.orders;

import dev.millrace.domain.model.Version;
import dev.millrace.feed.OrderFilter;
import dev.millrace.feed.OrderList;
import dev.millrace.feed.OrderListQuery;
import dev.millrace.feed.OrderListResult;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Cursor;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdempotencyKey;
import dev.millrace.http.Parameters;
import dev.millrace.store.OrderReads;
import dev.millrace.store.StoredOrder;
import dev.millrace.wire.JsonWriter;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/orders}: by filters, the newest first, or the one that was decided under a key. */
public final class ListOrdersHandler implements Endpoint {
    private static final String KEY = "idempotency_key";
    private static final Set<String> PARAMETERS = Set.of(
            "status", "sku", "customer_ref", "created_from", "created_before", "limit", "after", "min_number", KEY);
    private static final Set<String> STATUSES = new TreeSet<>(Set.of("rejected", "open", "completed", "cancelled"));
    private static final int TYPICAL_BYTES = 16 * 1_024;

    private final OrderReads orders;
    private final OrderList list;
    private final ApiConfig config;

    public ListOrdersHandler(OrderReads orders, OrderList list, ApiConfig config) {
        this.orders = orders;
        this.list = list;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        return parameters.has(KEY) ? byKey(request) : byFilter(request, parameters);
    }

    private Future<ApiResponse> byKey(ApiRequest request) {
        String key = Parameters.of(request, Set.of(KEY)).text(KEY);
        return orders.byIdempotencyKey(request.merchantId(), IdempotencyKey.parse(key == null ? "" : key))
                .map(found -> answer(found.stream().toList(), null, null));
    }

    private Future<ApiResponse> byFilter(ApiRequest request, Parameters parameters) {
        OrderFilter filter = new OrderFilter(
                parameters.oneOf("status", STATUSES),
                parameters.text("sku"),
                parameters.text("customer_ref"),
                parameters.time("created_from"),
                parameters.time("created_before"));
        int limit = parameters.integer(
                "limit", 1, config.pages().pageMax(), config.pages().pageDefault());
        OrderListQuery query = new OrderListQuery(
                request.merchantId(),
                filter,
                limit,
                version(parameters.cursor("after")),
                version(parameters.cursor("min_number")));
        return list.list(query).map(result -> answer(query, result));
    }

    private static ApiResponse answer(OrderListQuery query, OrderListResult result) {
        return switch (result) {
            case OrderListResult.Orders(var orders, Version next, Version asOf) ->
                answer(orders, next == null ? null : OrderListLink.next(query, next), asOf);
            case OrderListResult.HistoryGone(var _, long head) -> throw Cursor.historyGone(head);
        };
    }

    /** @param asOf null where the orders themselves were looked at, not a search that follows them */
    private static ApiResponse answer(List<StoredOrder> orders, @Nullable String next, @Nullable Version asOf) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject().name("orders").beginArray();
        orders.forEach(order -> json.raw(order.body()));
        json.endArray().name("next").string(next);
        json.name("as_of").string(asOf == null ? null : Cursor.text(asOf.history(), asOf.number()));
        return ApiResponse.json(200, json.endObject().toBytes());
    }

    private static @Nullable Version version(@Nullable Cursor cursor) {
        return cursor == null ? null : new Version(cursor.history() == null ? "" : cursor.history(), cursor.number());
    }
}
