package dev.millrace.http.suppliers;

import static dev.millrace.access.Traffic.LIST;
import static dev.millrace.access.Traffic.OPEN;
import static dev.millrace.access.Traffic.READ;
import static dev.millrace.access.Traffic.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NONE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Route;
import java.util.List;

/** What there is under {@code /v1/suppliers}, and where suppliers call back. */
public final class SupplierRoutes {
    private SupplierRoutes() {}

    /**
     * The routes of one event loop.
     *
     * @param access of all event loops
     */
    public static List<Route> of(CommandSubmitter submitter, ApiReads reads, SupplierAccess access, ApiConfig config) {
        return List.of(
                new Route(POST, "/v1/suppliers", WRITE, JSON, new CreateSupplierHandler(submitter)),
                new Route(GET, "/v1/suppliers", LIST, NONE, new ListSuppliersHandler(reads.suppliers(), config)),
                new Route(GET, "/v1/suppliers/{id}", READ, NONE, new ReadSupplierHandler(reads.suppliers())),
                new Route(GET, "/v1/suppliers/{id}/connection", READ, NONE, new ReadConnectionHandler(access)),
                new Route(
                        PUT, "/v1/suppliers/{id}/connection", WRITE, JSON, new PutConnectionHandler(access, submitter)),
                new Route(
                        POST,
                        "/v1/supplier-callbacks/{merchant}/{supplier}",
                        OPEN,
                        SupplierCallbackHandler.SIGNED,
                        JSON,
                        new SupplierCallbackHandler(
                                access, submitter, reads.purchases().orders())));
    }
}
