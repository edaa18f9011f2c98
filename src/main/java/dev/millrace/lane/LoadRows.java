package dev.millrace.lane;

import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.Loaded;
import dev.millrace.domain.state.Needs;
import dev.millrace.store.RowMappers;
import dev.millrace.wire.EventReader;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what several merchants' commands need, one pipelined statement for each sort of row that is wanted. */
final class LoadRows {
    /** What is being put together of one merchant. */
    private static final class Found {
        private final Loaded loaded;
        private final Map<KeyId, KnownOutcome> outcomes = new HashMap<>();
        private @Nullable Throwable broken;

        private Found(Head head) {
            loaded = new Loaded(head);
        }

        private LoadedMerchant finish() {
            return broken == null ? new LoadedMerchant.Rows(loaded, outcomes) : new LoadedMerchant.Broken(broken);
        }
    }

    private final PgConnection connection;
    private final Map<Integer, LoadRequest> requests;
    private final Map<Integer, Found> found = new HashMap<>();
    private final List<Future<?>> reads = new ArrayList<>();

    LoadRows(PgConnection connection, Map<Integer, LoadRequest> requests) {
        this.connection = connection;
        this.requests = requests;
    }

    /** Sends every statement at once; they are answered in order, heads first. */
    Future<Map<Integer, LoadedMerchant>> read() {
        readHeads();
        readNames(LoadStatements.ITEMS, request -> request.needs().skus(), LoadRows::item);
        readNames(LoadStatements.SUPPLIERS, request -> request.needs().suppliers(), LoadRows::supplier);
        readOrders();
        readPurchases();
        readBackorders();
        readLastProductKeys();
        readOutcomes();
        return Future.all(reads).map(_ -> {
            Map<Integer, LoadedMerchant> merchants = new HashMap<>();
            requests.keySet().forEach(merchantId -> {
                Found rows = found.get(merchantId);
                merchants.put(
                        merchantId,
                        rows == null
                                ? new LoadedMerchant.Broken(
                                        new IllegalStateException("merchant " + merchantId + " has no head"))
                                : rows.finish());
            });
            return merchants;
        });
    }

    static Head head(Row row) {
        return new Head(row.getString("history"), row.getLong("number"), row.getUUID("batch_id"));
    }

    private void readHeads() {
        Tuple merchants = Tuple.tuple().addArrayOfInteger(requests.keySet().toArray(Integer[]::new));
        reads.add(connection
                .preparedQuery(LoadStatements.HEADS)
                .execute(merchants)
                .onSuccess(rows -> {
                    for (Row row : rows) {
                        found.put(row.getInteger("merchant_id"), new Found(head(row)));
                    }
                }));
    }

    private interface Wanted<T> {
        Iterable<T> of(LoadRequest request);
    }

    private void readNames(String sql, Wanted<String> wanted, BiConsumer<Row, Found> mapper) {
        List<Integer> merchants = new ArrayList<>();
        List<String> names = new ArrayList<>();
        requests.forEach((merchantId, request) -> wanted.of(request).forEach(name -> {
            merchants.add(merchantId);
            names.add(name);
        }));
        if (!names.isEmpty()) {
            query(
                    sql,
                    Tuple.tuple()
                            .addArrayOfInteger(merchants.toArray(Integer[]::new))
                            .addArrayOfString(names.toArray(String[]::new)),
                    mapper);
        }
    }

    private void readOrders() {
        readIds(LoadStatements.ORDERS, Needs::orders, LoadRows::order);
        readIds(LoadStatements.REPLENISHMENTS, Needs::orders, LoadRows::replenishment);
    }

    private void readPurchases() {
        readIds(LoadStatements.REPLENISHMENTS_BY_ID, Needs::replenishments, LoadRows::replenishment);
        readIds(LoadStatements.REPLENISHMENTS_BOUGHT, Needs::replenishmentsOf, LoadRows::replenishment);
        readIds(LoadStatements.PURCHASE_ORDERS, Needs::purchaseOrders, LoadRows::purchaseOrder);
        List<Integer> merchants = new ArrayList<>();
        List<Integer> products = new ArrayList<>();
        requests.forEach((merchantId, request) -> request.needs().cover().forEach(product -> {
            merchants.add(merchantId);
            products.add(product);
        }));
        if (!products.isEmpty()) {
            Tuple parameters = Tuple.tuple()
                    .addArrayOfInteger(merchants.toArray(Integer[]::new))
                    .addArrayOfInteger(products.toArray(Integer[]::new));
            query(
                    LoadStatements.COVER,
                    parameters,
                    (row, rows) -> rows.loaded.cover().put(row.getInteger("product_key"), row.getLong("cover")));
        }
    }

    private void readIds(String sql, Function<Needs, Set<UUID>> wanted, BiConsumer<Row, Found> mapper) {
        List<Integer> merchants = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        requests.forEach((merchantId, request) -> wanted.apply(request.needs()).forEach(id -> {
            merchants.add(merchantId);
            ids.add(id);
        }));
        if (!ids.isEmpty()) {
            Tuple parameters = Tuple.tuple()
                    .addArrayOfInteger(merchants.toArray(Integer[]::new))
                    .addArrayOfUUID(ids.toArray(UUID[]::new));
            query(sql, parameters, mapper);
        }
    }

    private void readBackorders() {
        List<Integer> merchants = new ArrayList<>();
        List<Integer> products = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        requests.forEach(
                (merchantId, request) -> request.needs().oldestBackorders().forEach((product, wanted) -> {
                    merchants.add(merchantId);
                    products.add(product);
                    lines.add(wanted);
                }));
        if (!products.isEmpty()) {
            query(
                    LoadStatements.OLDEST_BACKORDERS,
                    Tuple.tuple()
                            .addArrayOfInteger(merchants.toArray(Integer[]::new))
                            .addArrayOfInteger(products.toArray(Integer[]::new))
                            .addArrayOfInteger(lines.toArray(Integer[]::new)),
                    LoadRows::backorder);
        }
    }

    private void readLastProductKeys() {
        Integer[] merchants = requests.entrySet().stream()
                .filter(entry -> entry.getValue().needs().wantsLastProductKey())
                .map(Map.Entry::getKey)
                .toArray(Integer[]::new);
        if (merchants.length > 0) {
            query(
                    LoadStatements.LAST_PRODUCT_KEYS,
                    Tuple.tuple().addArrayOfInteger(merchants),
                    (row, rows) -> rows.loaded.lastProductKey(row.getInteger("last_key")));
        }
    }

    private void readOutcomes() {
        readNames(LoadStatements.ORDER_OUTCOMES, request -> keys(request, true), LoadRows::orderOutcome);
        List<Integer> merchants = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        requests.forEach((merchantId, request) -> request.keys().forEach(key -> {
            if (!key.kind().equals(PlaceOrder.KIND)) {
                merchants.add(merchantId);
                kinds.add(key.kind());
                keys.add(key.key());
            }
        }));
        if (!keys.isEmpty()) {
            query(
                    LoadStatements.OTHER_OUTCOMES,
                    Tuple.tuple()
                            .addArrayOfInteger(merchants.toArray(Integer[]::new))
                            .addArrayOfString(kinds.toArray(String[]::new))
                            .addArrayOfString(keys.toArray(String[]::new)),
                    LoadRows::otherOutcome);
        }
    }

    private static List<String> keys(LoadRequest request, boolean ofOrders) {
        return request.keys().stream()
                .filter(key -> key.kind().equals(PlaceOrder.KIND) == ofOrders)
                .map(KeyId::key)
                .toList();
    }

    /** A row that cannot be understood breaks its merchant, not the load. */
    private void query(String sql, Tuple parameters, BiConsumer<Row, Found> mapper) {
        Future<RowSet<Row>> read = connection.preparedQuery(sql).execute(parameters);
        reads.add(read.onSuccess(rows -> {
            for (Row row : rows) {
                Found merchant = found.get(row.getInteger("merchant_id"));
                if (merchant != null && merchant.broken == null) {
                    try {
                        mapper.accept(row, merchant);
                    } catch (RuntimeException e) {
                        merchant.broken = e;
                    }
                }
            }
        }));
    }

    private static void item(Row row, Found rows) {
        rows.loaded.items().add(new Loaded.Item(RowMappers.product(row), RowMappers.stock(row, "stock_number")));
    }

    private static void supplier(Row row, Found rows) {
        rows.loaded.suppliers().add(RowMappers.supplier(row));
    }

    private static void order(Row row, Found rows) {
        rows.loaded.orders().add(new KnownOrder(EventReader.readOrder(row.getString("body")), row.getLong("number")));
    }

    private static void replenishment(Row row, Found rows) {
        rows.loaded.replenishments().add(RowMappers.replenishment(row));
    }

    private static void purchaseOrder(Row row, Found rows) {
        rows.loaded
                .purchaseOrders()
                .add(EventReader.readPurchaseOrder(row.getString("document"), row.getLong("number")));
    }

    private static void backorder(Row row, Found rows) {
        rows.loaded
                .backorders()
                .add(new BackorderLine(
                        row.getInteger("product_key"),
                        row.getLong("journal_number"),
                        row.getInteger("line"),
                        row.getUUID("order_id"),
                        row.getLong("quantity")));
    }

    private static void orderOutcome(Row row, Found rows) {
        String id = TypeId.ORDER.of(row.getUUID("order_id"));
        outcome(row, rows, PlaceOrder.KIND, id, !row.getString("status").equals("rejected"));
    }

    private static void otherOutcome(Row row, Found rows) {
        outcome(
                row,
                rows,
                row.getString("kind"),
                row.getString("id"),
                row.getString("status").equals("accepted"));
    }

    private static void outcome(Row row, Found rows, String kind, String id, boolean accepted) {
        Version version = new Version(rows.loaded.head().history(), row.getLong("number"));
        byte[] body = row.getString("answer").getBytes(StandardCharsets.UTF_8);
        byte[] hash = row.getBuffer("request_hash").getBytes();
        rows.outcomes.put(
                new KeyId(kind, row.getString("idempotency_key")),
                new KnownOutcome(
                        RequestHash.of(hash), new RecordedOutcome(accepted, id, row.getString("code"), version, body)));
    }
}
