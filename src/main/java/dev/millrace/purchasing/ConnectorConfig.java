package dev.millrace.purchasing;

import dev.millrace.config.Expect;
import java.time.Duration;

/**
 * The operator's limits on reaching suppliers.
 *
 * @param allowedNetworks private networks in which suppliers may be reached all the same, for example
 *     {@code 127.0.0.0/8, 10.20.0.0/16}; empty for none
 * @param answerBytesMax of an answer's body; what is longer is not read on
 * @param connectionsMax that are open or being opened at once, on this node, from looking up the address on; what is left
 *     over of an exchange whose time is up counts until it ends
 * @param merchantConnectionsMax of these, of one merchant, who never has more than are left free
 * @param supplierConnectionsMax of these, with one supplier of a merchant
 * @param addressChecksMax addresses that are looked up at once as they are set; beyond, one is taken unchecked, since every
 *     connection is checked anyway. A merchant never has more than are left free
 * @param breakerFailures exchanges that fail within {@code breakerWindow} until a supplier is left alone for
 *     {@code breakerPause}
 * @param breakersMax suppliers of which we remember how they fare; the ones not spoken to for longest are forgotten
 */
public record ConnectorConfig(
        String allowedNetworks,
        int answerBytesMax,
        int connectionsMax,
        int merchantConnectionsMax,
        int supplierConnectionsMax,
        int addressChecksMax,
        int breakerFailures,
        Duration breakerWindow,
        Duration breakerPause,
        int breakersMax) {
    public ConnectorConfig {
        Networks.parse(allowedNetworks);
        Expect.positive("answer_bytes_max", answerBytesMax);
        Expect.positive("connections_max", connectionsMax);
        Expect.between("merchant_connections_max", merchantConnectionsMax, 1, connectionsMax);
        Expect.between("supplier_connections_max", supplierConnectionsMax, 1, merchantConnectionsMax);
        Expect.positive("address_checks_max", addressChecksMax);
        Expect.positive("breaker_failures", breakerFailures);
        Expect.positive("breaker_window", breakerWindow);
        Expect.positive("breaker_pause", breakerPause);
        Expect.positive("breakers_max", breakersMax);
    }

    public static ConnectorConfig defaults() {
        return new ConnectorConfig(
                "", 256 * 1_024, 128, 64, 8, 16, 5, Duration.ofSeconds(30), Duration.ofSeconds(30), 10_000);
    }

    /** With suppliers in those private networks allowed. */
    public ConnectorConfig allowing(String networks) {
        return new ConnectorConfig(
                networks,
                answerBytesMax,
                connectionsMax,
                merchantConnectionsMax,
                supplierConnectionsMax,
                addressChecksMax,
                breakerFailures,
                breakerWindow,
                breakerPause,
                breakersMax);
    }

    SupplierSlots.Limits connections() {
        return new SupplierSlots.Limits(connectionsMax, merchantConnectionsMax, supplierConnectionsMax);
    }
}
