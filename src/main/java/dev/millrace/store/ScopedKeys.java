package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** From keys to parameters, and from rows to what was asked for. */
final class ScopedKeys {
    private ScopedKeys() {}

    /** Two parallel arrays: merchants and texts. {@code Tuple.of} would spread an array into parameters. */
    static Tuple texts(List<Scoped<String>> keys) {
        return Tuple.tuple()
                .addArrayOfInteger(merchants(keys))
                .addArrayOfString(keys.stream().map(Scoped::name).toArray(String[]::new));
    }

    /** Two parallel arrays: merchants and ids. */
    static Tuple ids(List<Scoped<UUID>> keys) {
        return Tuple.tuple()
                .addArrayOfInteger(merchants(keys))
                .addArrayOfUUID(keys.stream().map(Scoped::name).toArray(UUID[]::new));
    }

    /** The rows by their keys. */
    static <K, V> Future<Map<K, V>> byKey(Future<RowSet<Row>> rows, Function<Row, K> key, Function<Row, V> value) {
        return rows.map(found -> {
            Map<K, V> byKey = HashMap.newHashMap(found.size());
            found.forEach(row -> byKey.put(key.apply(row), value.apply(row)));
            return byKey;
        });
    }

    private static <N> Integer[] merchants(List<Scoped<N>> keys) {
        return keys.stream().map(Scoped::merchantId).toArray(Integer[]::new);
    }
}
