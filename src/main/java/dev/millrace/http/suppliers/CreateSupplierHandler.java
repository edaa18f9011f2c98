package dev.millrace.http.suppliers;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.ChangeAnswers;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.http.Preconditions;
import io.vertx.core.Future;

/** {@code POST /v1/suppliers}. */
public final class CreateSupplierHandler implements Endpoint {
    private final CommandSubmitter submitter;

    public CreateSupplierHandler(CommandSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        SupplierContent supplier = submitter.read(request, SupplierDocument::read);
        Precondition precondition = Preconditions.ofChange(request);
        return submitter
                .submit(
                        request,
                        (merchantId, id, at) ->
                                new CreateSupplier(merchantId, id, at, supplier.id(), supplier.name(), precondition))
                .map(result -> ChangeAnswers.created(result, Paths.supplier(supplier.id())));
    }
}
