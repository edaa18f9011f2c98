package dev.millrace.http.suppliers;

import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.GatherNames;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.JsonWriter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How a supplier is reached, as the API shows it: everything but the secret. */
final class ConnectionJson {
    private static final int BYTES = 512;

    private ConnectionJson() {}

    static byte[] bytes(Connection connection) {
        SupplierSettings settings = connection.settings();
        JsonWriter json = new JsonWriter(BYTES);
        json.beginObject();
        json.name("supplier_id").string(settings.supplierId());
        json.name("kind").string(EnumNames.of(settings.kind()));
        json.name("address").string(text(settings.address()));
        json.name("has_secret").bool(settings.secret().isPresent());
        json.name("callback_url").string(text(settings.callback()));
        json.name("gather");
        write(json, connection.gather());
        json.name("connect_timeout_ms").number(settings.timeouts().connect().toMillis());
        json.name("exchange_timeout_ms").number(settings.timeouts().exchange().toMillis());
        json.name("changed_at").instant(connection.changedAt());
        json.endObject();
        return json.toBytes();
    }

    private static void write(JsonWriter json, GatherPolicy policy) {
        json.beginObject();
        json.name("policy").string(GatherNames.of(policy));
        switch (policy) {
            case GatherPolicy.Interval(var interval) ->
                json.name("interval_seconds").number(interval.toSeconds());
            case GatherPolicy.Quantity(long units) -> json.name("units").number(units);
            case GatherPolicy.AtOnce _, GatherPolicy.OnSubmit _ -> {}
        }
        json.endObject();
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
