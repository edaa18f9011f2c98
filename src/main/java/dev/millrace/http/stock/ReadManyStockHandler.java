package dev.millrace.http.stock;

import dev.millrace.domain.model.Limits;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.http.ProblemException;
import dev.millrace.http.Problems;
import dev.millrace.store.StockOf;
import dev.millrace.store.StockReads;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.StockJson;
import dev.millrace.wire.StorableText;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/stock?sku=a&sku=b}: all of them, in the order in which they were asked for, or none. */
public final class ReadManyStockHandler implements Endpoint {
    private static final String SKU = "sku";
    private static final int TYPICAL_BYTES = 128;

    private final StockReads stock;
    private final int skusMax;

    public ReadManyStockHandler(StockReads stock, ApiConfig config) {
        this.stock = stock;
        this.skusMax = config.pages().stockSkusMax();
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        List<String> skus = request.query().requireOnly(Set.of(SKU)).all(SKU);
        if (skus.isEmpty() || skus.size() > skusMax) {
            throw Parameters.invalid(SKU, "must be given 1 to " + skusMax + " times");
        }
        return Future.all(skus.stream().map(sku -> read(request, sku)).toList()).map(all -> answer(all.list()));
    }

    private Future<StockOf> read(ApiRequest request, String sku) {
        Future<Optional<StockOf>> found = StorableText.isLongerThan(Limits.SKU_CHARACTERS_MAX, sku)
                ? Future.succeededFuture(Optional.empty())
                : stock.bySku(request.merchantId(), sku);
        return found.map(there -> there.orElseThrow(
                () -> new ProblemException(Problems.notFound("There is no product with the SKU \"" + sku + "\"."))));
    }

    private static ApiResponse answer(List<StockOf> all) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES * all.size());
        json.beginObject().name("stock").beginArray();
        all.forEach(each -> StockJson.write(json, each.sku(), each.level()));
        return ApiResponse.json(200, json.endArray().endObject().toBytes());
    }
}
