package dev.millrace.http.stock;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.VersionedAnswers;
import dev.millrace.store.StockOf;
import dev.millrace.store.StockReads;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.StockJson;
import io.vertx.core.Future;

/** {@code GET /v1/stock/{sku}}. */
public final class ReadStockHandler implements Endpoint {
    private static final int TYPICAL_BYTES = 256;

    private final StockReads stock;

    public ReadStockHandler(StockReads stock) {
        this.stock = stock;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return stock.bySku(request.merchantId(), PathNames.sku(request))
                .map(found -> found.orElseThrow(PathNames::noProduct))
                .map(found -> VersionedAnswers.shown(request, found.version(), bytes(found)));
    }

    private static byte[] bytes(StockOf stock) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        StockJson.write(json, stock.sku(), stock.level());
        return json.toBytes();
    }
}
