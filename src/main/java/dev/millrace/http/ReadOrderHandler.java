package dev.millrace.http;

import dev.millrace.store.OrderReads;
import io.vertx.core.Future;

/** {@code GET /v1/orders/{id}}. */
final class ReadOrderHandler implements Endpoint {
    private final OrderReads orders;

    ReadOrderHandler(OrderReads orders) {
        this.orders = orders;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return orders.byId(request.merchantId(), PathNames.orderId(request))
                .map(found -> found.orElseThrow(PathNames::noOrder))
                .map(order -> VersionedAnswers.shown(request, order.version(), order.body()));
    }
}
