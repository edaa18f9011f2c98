package dev.millrace.purchasing;

import dev.millrace.config.Expect;

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
 */
public record ConnectorConfig(
        String allowedNetworks,
        int answerBytesMax,
        int connectionsMax,
        int merchantConnectionsMax,
        int supplierConnectionsMax,
        int addressChecksMax) {
    public ConnectorConfig {
        Networks.parse(allowedNetworks);
        Expect.positive("answer_bytes_max", answerBytesMax);
        Expect.positive("connections_max", connectionsMax);
        Expect.between("merchant_connections_max", merchantConnectionsMax, 1, connectionsMax);
        Expect.between("supplier_connections_max", supplierConnectionsMax, 1, merchantConnectionsMax);
        Expect.positive("address_checks_max", addressChecksMax);
    }

    public static ConnectorConfig defaults() {
        return new ConnectorConfig("", 256 * 1_024, 128, 64, 8, 16);
    }

    /** With suppliers in those private networks allowed. */
    public ConnectorConfig allowing(String networks) {
        return new ConnectorConfig(
                networks,
                answerBytesMax,
                connectionsMax,
                merchantConnectionsMax,
                supplierConnectionsMax,
                addressChecksMax);
    }

    SupplierSlots.Limits connections() {
        return new SupplierSlots.Limits(connectionsMax, merchantConnectionsMax, supplierConnectionsMax);
    }
}
