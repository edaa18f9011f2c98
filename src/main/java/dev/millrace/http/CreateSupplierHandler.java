package dev.millrace.http;

import dev.millrace.domain.Precondition;
import dev.millrace.domain.purchasing.CreateSupplier;
import io.vertx.core.Future;

/** {@code POST /v1/suppliers}. */
final class CreateSupplierHandler implements Endpoint {
    private final CommandDesk desk;

    CreateSupplierHandler(CommandDesk desk) {
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        SupplierContent supplier = desk.read(request, SupplierDocument::read);
        Precondition precondition = Preconditions.ofChange(request);
        return desk.submit(
                        request,
                        (merchantId, id, at) ->
                                new CreateSupplier(merchantId, id, at, supplier.id(), supplier.name(), precondition))
                .map(result -> ChangeAnswers.created(result, Paths.supplier(supplier.id())));
    }
}
