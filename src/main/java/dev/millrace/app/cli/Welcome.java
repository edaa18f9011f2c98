package dev.millrace.app.cli;

import dev.millrace.access.KeyText;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.DataFolder;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What a newcomer needs to know once the demo runs. */
record Welcome(MillraceConfig config, int apiPort, int managementPort, KeyText key, String supplier) {

    String text(DataFolder folder, double seconds) {
        String api = "http://" + reachable(config.api().listener().host()) + ":" + apiPort;
        String management = "http://" + reachable(config.management().host()) + ":" + managementPort;
        // A key of its own for every start: the first line places an order, however often the demo was started before.
        String idempotencyKey =
                "try-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        String bearer = "-H 'Authorization: Bearer " + key.reveal() + "'";
        return """

                Millrace is running (started in %1$.1f s).

                  API         %2$s
                  Read it     %2$s/docs (try it in the browser), %2$s/openapi.yaml
                  Metrics     %3$s/metrics, %3$s/health/ready
                  API key     %4$s
                  Supplier    %5$s (docs/suppliers.md)
                  Data, logs  %6$s

                Place an order, look at it, read the stock:

                curl -isS %2$s/v1/orders %7$s -H 'Idempotency-Key: %8$s' -H 'Content-Type: application/json' \
                -d '{"lines":[{"sku":"DEMO-REJECT","quantity":3},{"sku":"SKU-0001","quantity":1}]}'; echo

                curl -sS '%2$s/v1/orders?idempotency_key=%8$s' %7$s; echo

                curl -sS %2$s/v1/stock/DEMO-REJECT %7$s; echo

                Paste the first one again: the same key gets the same answer, and no second order.

                Order more than there is, and watch us buy 36 for the 30 that are short: the supplier delivers after a few seconds,
                the order gets its units, and 6 are left.

                curl -isS %2$s/v1/orders %7$s -H 'Idempotency-Key: %8$s-short' -H 'Content-Type: application/json' \
                -d '{"lines":[{"sku":"DEMO-BACKORDER","quantity":130}]}'; echo

                curl -sS %2$s/v1/purchase-orders %7$s; echo

                curl -sS %2$s/v1/stock/DEMO-BACKORDER %7$s; echo

                Stop with Ctrl-C.
                """.formatted(seconds, api, management, key.reveal(), supplier, folder.path(), bearer, idempotencyKey)
                .stripTrailing();
    }

    /** An address that listens everywhere is reached here. */
    static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }
}
