package dev.millrace.lane;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.Change;
import dev.millrace.wire.OrderJson;
import dev.millrace.wire.SupplementaryChanges;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch as the arrays that {@code append_v1} takes, in its order. */
final class AppendParameters {
    private final List<Integer> merchants = new ArrayList<>();
    private final List<Long> expectedNumbers = new ArrayList<>();
    private final List<UUID> expectedBatches = new ArrayList<>();
    private final List<Long> newNumbers = new ArrayList<>();
    private final List<@Nullable String> events = new ArrayList<>();

    private final List<Integer> stockMerchants = new ArrayList<>();
    private final List<Integer> stockProducts = new ArrayList<>();
    private final List<Long> stockAllocated = new ArrayList<>();
    private final List<Long> stockBackordered = new ArrayList<>();
    private final List<Long> stockNumbers = new ArrayList<>();

    private final List<Integer> orderMerchants = new ArrayList<>();
    private final List<UUID> orderIds = new ArrayList<>();
    private final List<Long> orderNumbers = new ArrayList<>();
    private final List<String> orderKeys = new ArrayList<>();
    private final List<Buffer> orderHashes = new ArrayList<>();
    private final List<String> orderStatuses = new ArrayList<>();
    private final List<String> orderAnswers = new ArrayList<>();
    private final List<OffsetDateTime> orderTimes = new ArrayList<>();

    private final SupplementaryChanges rare = new SupplementaryChanges();

    private AppendParameters() {}

    static Tuple of(AppendRequest request) {
        AppendParameters parameters = new AppendParameters();
        for (AppendRequest.OfMerchant merchant : request.merchants()) {
            parameters.add(merchant);
        }
        return parameters.tuple(request);
    }

    private void add(AppendRequest.OfMerchant merchant) {
        merchants.add(merchant.merchantId());
        expectedNumbers.add(merchant.expected().number());
        expectedBatches.add(merchant.expected().batchId());
        newNumbers.add(merchant.newNumber());
        events.add(merchant.events());
        merchant.changes().stock().forEach((product, delta) -> {
            if (delta.isPromiseOnly()) {
                stock(merchant.merchantId(), product, delta);
            }
        });
        for (Change.OrderPut put : merchant.changes().newOrders()) {
            order(merchant, put);
        }
        rare.add(merchant.merchantId(), merchant.changes(), merchant.writer());
    }

    private void stock(int merchantId, int product, StockLevel delta) {
        stockMerchants.add(merchantId);
        stockProducts.add(product);
        stockAllocated.add(delta.allocated());
        stockBackordered.add(delta.backordered());
        stockNumbers.add(delta.number());
    }

    private void order(AppendRequest.OfMerchant merchant, Change.OrderPut put) {
        Order order = put.order();
        Keyed keyed = put.keyed();
        orderMerchants.add(merchant.merchantId());
        orderIds.add(order.id());
        orderNumbers.add(order.journalNumber());
        orderKeys.add(keyed.key());
        orderHashes.add(Buffer.buffer(keyed.hash().toBytes()));
        orderStatuses.add(OrderJson.statusName(order.status()));
        orderAnswers.add(new String(merchant.writer().bytesOf(order), StandardCharsets.UTF_8));
        orderTimes.add(order.createdAt().atOffset(ZoneOffset.UTC));
    }

    private Tuple tuple(AppendRequest request) {
        return Tuple.tuple()
                .addUUID(request.batchId())
                .addOffsetDateTime(request.decidedAt().atOffset(ZoneOffset.UTC))
                .addArrayOfInteger(merchants.toArray(Integer[]::new))
                .addArrayOfLong(expectedNumbers.toArray(Long[]::new))
                .addArrayOfUUID(expectedBatches.toArray(UUID[]::new))
                .addArrayOfLong(newNumbers.toArray(Long[]::new))
                .addArrayOfString(events.toArray(String[]::new))
                .addArrayOfInteger(stockMerchants.toArray(Integer[]::new))
                .addArrayOfInteger(stockProducts.toArray(Integer[]::new))
                .addArrayOfLong(stockAllocated.toArray(Long[]::new))
                .addArrayOfLong(stockBackordered.toArray(Long[]::new))
                .addArrayOfLong(stockNumbers.toArray(Long[]::new))
                .addArrayOfInteger(orderMerchants.toArray(Integer[]::new))
                .addArrayOfUUID(orderIds.toArray(UUID[]::new))
                .addArrayOfLong(orderNumbers.toArray(Long[]::new))
                .addArrayOfString(orderKeys.toArray(String[]::new))
                .addArrayOfBuffer(orderHashes.toArray(Buffer[]::new))
                .addArrayOfString(orderStatuses.toArray(String[]::new))
                .addArrayOfString(orderAnswers.toArray(String[]::new))
                .addArrayOfOffsetDateTime(orderTimes.toArray(OffsetDateTime[]::new))
                .addString(rare.text());
    }
}
