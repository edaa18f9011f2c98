package dev.millrace.purchasing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Keeps suppliers' addresses out of the private network. A merchant chooses the address, we call it from inside: without
 * this, whoever may configure a supplier could make us speak to the database, the management port or the cloud's metadata
 * service (server-side request forgery). What is checked is the address that the connection then goes to, never the
 * name, because a name can mean another address a moment later (DNS rebinding).
 *
 * <p>What is no address of a public host by IANA's special-purpose registries (RFC 6890 and its updates) is refused,
 * unless the operator allows the network that it is in. In IPv6, only global unicast space (2000::/3) is public, and not
 * even there what carries an IPv4 address inside (6to4, Teredo), which would be a way round.
 */
final class AddressGuard {
    private static final Networks NOT_PUBLIC_V4 = Networks.parse(String.join(
            ",",
            "0.0.0.0/8", // this network, and unspecified
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // the inner service address of one cloud, inside public space
            "169.254.0.0/16", // link-local, with the metadata services of the clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4")); // reserved, and broadcast

    private static final Networks PUBLIC_V6 = Networks.parse("2000::/3");
    private static final Networks NOT_PUBLIC_V6 = Networks.parse(String.join(
            ",",
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20")); // documentation

    private final Networks allowed;

    /** @param allowed private networks in which suppliers may be all the same */
    AddressGuard(Networks allowed) {
        this.allowed = allowed;
    }

    /** Whether we may connect to an address. An IPv4 address that is mapped into IPv6 is the IPv4 address. */
    boolean allows(InetAddress address) {
        return allowed.contains(address) || isPublic(address);
    }

    /** Whether we may connect to all of them; a name that means a private address as well is no public name. */
    boolean allowsAll(List<InetAddress> addresses) {
        return addresses.stream().allMatch(this::allows);
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !NOT_PUBLIC_V4.contains(address);
        }
        return PUBLIC_V6.contains(address) && !NOT_PUBLIC_V6.contains(address);
    }
}
