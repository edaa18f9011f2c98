package dev.millrace.http.suppliers;

import dev.millrace.config.Secret;
import dev.millrace.domain.model.Fault;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Endpoint;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.purchasing.Connection;
import dev.millrace.store.ConnectionExpectation;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** {@code PUT /v1/suppliers/{id}/connection}. What the body leaves out is set to its default, but for the secret. */
public final class PutConnectionHandler implements Endpoint {
    private final SupplierAccess supplierAccess;
    private final CommandSubmitter submitter;

    public PutConnectionHandler(SupplierAccess supplierAccess, CommandSubmitter submitter) {
        this.supplierAccess = supplierAccess;
        this.submitter = submitter;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String supplierId = PathNames.supplierId(request);
        ConnectionCondition condition = ConnectionCondition.of(request);
        ConnectionContent content = submitter.read(request, ConnectionDocument::read);
        // What is there is read only where it matters: a secret that cannot be opened any more can still be replaced.
        Future<Optional<Connection>> before = content.secret() == null || condition.isGiven()
                ? supplierAccess.connections().read(request.merchantId(), supplierId)
                : Future.succeededFuture(Optional.empty());
        return before.compose(found -> put(request, supplierId, content, condition, found));
    }

    private Future<ApiResponse> put(
            ApiRequest request,
            String supplierId,
            ConnectionContent content,
            ConnectionCondition condition,
            Optional<Connection> found) {
        ConnectionExpectation expected = condition.expectation(found);
        Secret kept = found.map(connection -> connection.settings().secret()).orElse(Secret.none());
        return reachable(content.connection(request.merchantId(), supplierId, kept))
                .compose(connection -> supplierAccess.connections().put(connection, request.actor(), expected))
                .map(put -> put.orElseThrow(() -> refused(condition, found)))
                .map(connection -> ApiResponse.json(200, ConnectionJson.bytes(connection))
                        .with(HeaderNames.ETAG, ConnectionTag.of(connection)));
    }

    /** Where something was there before, its supplier is; so somebody else was faster. */
    private static ProblemException refused(ConnectionCondition condition, Optional<Connection> found) {
        return condition.isGiven() && found.isPresent() ? ConnectionCondition.failed() : PathNames.noSupplier();
    }

    private Future<Connection> reachable(Connection connection) {
        URI address = connection.settings().address();
        if (address == null) {
            return Future.succeededFuture(connection);
        }
        return supplierAccess
                .addresses()
                .mayBeReached(connection.settings().merchantId(), address)
                .map(isAllowed -> {
                    if (!isAllowed) {
                        throw new ProblemException(Problems.validationFailed(List.of(new Fault(
                                "/address",
                                "private_address",
                                "This host is inside a private network, where suppliers are not allowed to be."))));
                    }
                    return connection;
                });
    }
}
