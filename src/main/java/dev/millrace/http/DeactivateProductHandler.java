package dev.millrace.http;

import dev.millrace.domain.Precondition;
import dev.millrace.domain.stock.DeactivateProduct;
import io.vertx.core.Future;

/** {@code POST /v1/products/{sku}/deactivate}. */
final class DeactivateProductHandler implements Endpoint {
    private final CommandDesk desk;

    DeactivateProductHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String sku = PathNames.sku(request);
        Precondition precondition = Preconditions.ofChange(request);
        desk.readNothing(request);
        return desk.submit(
                        request, (merchantId, id, at) -> new DeactivateProduct(merchantId, id, at, sku, precondition))
                .map(ChangeAnswers::changed);
    }
}
