package dev.millrace.app.cli;

import dev.millrace.access.KeyText;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.DataFolder;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What a newcomer needs to know once the demo runs. */
record Welcome(MillraceConfig config, int apiPort, int managementPort, KeyText key, String supplier) {

    String text(DataFolder folder, double seconds) {
        String api = "http://" + reachable(config.api().host()) + ":" + apiPort;
        String management = "http://" + reachable(config.management().host()) + ":" + managementPort;
        // A key of its own for every start: the first line places an order, however often the demo was started before.
        String idempotencyKey =
                "try-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        String bearer = "-H 'Authorization: Bearer " + key.reveal() + "'";
        return """

                Millrace is running (started in %.1f s).

                  API         %s
                  Read it     %s/docs (try it in the browser), %s/openapi.yaml
                  Metrics     %s/metrics, %s/health/ready
                  API key     %s
                  Supplier    %s (docs/suppliers.md)
                  Data, logs  %s

                Place an order, look at it, read the stock:

                curl -isS %s/v1/orders %s -H 'Idempotency-Key: %s' -H 'Content-Type: application/json' \
                -d '{"lines":[{"sku":"DEMO-REJECT","quantity":3},{"sku":"SKU-0001","quantity":1}]}'; echo

                curl -sS '%s/v1/orders?idempotency_key=%s' %s; echo

                curl -sS %s/v1/stock/DEMO-REJECT %s; echo

                Paste the first one again: the same key gets the same answer, and no second order.

                Order more than there is, and watch us buy 36 for the 30 that are short: the supplier delivers after a few seconds,
                the order gets its units, and 6 are left.

                curl -isS %s/v1/orders %s -H 'Idempotency-Key: %s-short' -H 'Content-Type: application/json' \
                -d '{"lines":[{"sku":"DEMO-BACKORDER","quantity":130}]}'; echo

                curl -sS %s/v1/purchase-orders %s; echo

                curl -sS %s/v1/stock/DEMO-BACKORDER %s; echo

                Stop with Ctrl-C.
                """.formatted(
                seconds,
                api,
                api,
                api,
                management,
                management,
                key.reveal(),
                supplier,
                folder.path(),
                api,
                bearer,
                idempotencyKey,
                api,
                idempotencyKey,
                bearer,
                api,
                bearer,
                api,
                bearer,
                idempotencyKey,
                api,
                bearer,
                api,
                bearer).stripTrailing();
    }

    /** An address that listens everywhere is reached here. */
    static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }
}
