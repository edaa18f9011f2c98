package dev.millrace.http;

import dev.millrace.config.Secret;
import dev.millrace.domain.Fault;
import dev.millrace.purchasing.Connection;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;

/** {@code PUT /v1/suppliers/{id}/connection}. What the body leaves out is set to its default, but for the secret. */
final class PutConnectionHandler implements Endpoint {
    private final SupplierWays ways;
    private final CommandDesk desk;

    PutConnectionHandler(SupplierWays ways, CommandDesk desk) {
        this.ways = ways;
        this.desk = desk;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        String supplierId = PathNames.supplierId(request);
        ConnectionContent content = desk.read(request, ConnectionDocument::read);
        return keptSecret(request, supplierId, content)
                .map(kept -> content.connection(request.merchantId(), supplierId, kept))
                .compose(this::reachable)
                .compose(connection -> ways.connections().put(connection, request.actor()))
                .map(put -> put.orElseThrow(PathNames::noSupplier))
                .map(connection -> ApiResponse.json(200, ConnectionJson.bytes(connection)));
    }

    private Future<Secret> keptSecret(ApiRequest request, String supplierId, ConnectionContent content) {
        if (content.secret() != null) {
            return Future.succeededFuture(Secret.none());
        }
        return ways.connections()
                .read(request.merchantId(), supplierId)
                .map(found ->
                        found.map(connection -> connection.settings().secret()).orElse(Secret.none()));
    }

    private Future<Connection> reachable(Connection connection) {
        URI address = connection.settings().address();
        if (address == null) {
            return Future.succeededFuture(connection);
        }
        return ways.addresses().mayBeReached(address).map(isAllowed -> {
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
