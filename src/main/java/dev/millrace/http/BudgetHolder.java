package dev.millrace.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** On whose behalf something is kept: a merchant's, or an address's where no merchant is known. */
public sealed interface BudgetHolder {
    /** Whose key it was. */
    record Merchant(int id) implements BudgetHolder {}

    /** Where it came from: an IPv4 address, or the half of an IPv6 address that names the network. */
    record Address(String network) implements BudgetHolder {}

    /** Whoever is at the other end. Behind a proxy that is the proxy, so all of its clients share. */
    static BudgetHolder of(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        String host = remote == null ? null : remote.hostAddress();
        // An IPv6 client has as many addresses of its network as it likes.
        return new Address(host == null ? "" : host.indexOf(':') < 0 ? host : network(host));
    }

    private static String network(String ipv6) {
        int zone = ipv6.indexOf('%');
        byte[] address =
                InetAddress.ofLiteral(zone < 0 ? ipv6 : ipv6.substring(0, zone)).getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(address, address.length / 2));
    }
}
