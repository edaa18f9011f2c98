package dev.millrace.http;

import dev.millrace.domain.Keyed;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.wire.RequestContentHash;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/returns}. */
final class ReturnGoodsHandler implements Endpoint {
    private final CommandDesk desk;

    ReturnGoodsHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        String key = IdempotencyKey.of(request);
        List<ReturnGoods.Part> parts = desk.read(request, ReturnDocument::read);
        Keyed keyed = new Keyed(ReturnGoods.KIND, key, RequestContentHash.returnGoods(orderId, parts));
        return desk.submit(request, (merchantId, id, at) -> new ReturnGoods(merchantId, id, at, keyed, orderId, parts))
                .map(ChangeAnswers::once);
    }
}
