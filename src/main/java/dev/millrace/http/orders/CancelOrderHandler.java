package dev.millrace.http.orders;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Preconditions;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code POST /v1/orders/{id}/cancel}. */
public final class CancelOrderHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public CancelOrderHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        UUID orderId = PathNames.orderId(request);
        Precondition precondition = Preconditions.ofChange(request);
        submitter.readNothing(request);
        return submitter
                .submit(request, (merchantId, id, at) -> new CancelOrder(merchantId, id, at, orderId, precondition))
                .map(ChangeAnswers::changed);
    }
}
