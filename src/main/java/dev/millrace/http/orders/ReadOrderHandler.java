package dev.millrace.http.orders;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.VersionedAnswers;
import dev.millrace.store.OrderReads;
import io.vertx.core.Future;

/** {@code GET /v1/orders/{id}}. */
public final class ReadOrderHandler implements Endpoint {
    private final OrderReads orders;

    public ReadOrderHandler(OrderReads orders) {
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
