package dev.millrace.purchasing;

import dev.millrace.config.Expect;
import dev.millrace.config.Secret;
import dev.millrace.store.SupplierKey;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one supplier is reached. No decision reads it, so it is no part of the merchant's state.
 *
 * @param address where it listens, {@code http} or {@code https}: for REST the base, to which {@code /purchase-orders} is
 *     added; for SOAP the endpoint. Null for {@link Kind#MANUAL} alone
 * @param secret signs what we send and what the supplier calls back with; none leaves both unsigned
 * @param callback where the supplier may tell us what it did, sent with every purchase order; or null
 * @param timeouts how long we wait
 */
public record SupplierSettings(
        int merchantId,
        String supplierId,
        Kind kind,
        @Nullable URI address,
        Secret secret,
        @Nullable URI callback,
        Timeouts timeouts) {
    private static final int SECRET_CHARACTERS_MIN = 24;
    private static final int SECRET_CHARACTERS_MAX = 255;
    private static final int ADDRESS_CHARACTERS_MAX = 2_000;

    /** @throws IllegalArgumentException that names the setting, what it is and what was expected */
    public SupplierSettings {
        if (kind.isReached()) {
            requireAddress("address", address, kind != Kind.REST);
        } else if (address != null) {
            throw new IllegalArgumentException("address: " + address + " (expected: none, for " + name(kind) + ")");
        }
        if (callback != null) {
            requireAddress("callback", callback, true);
        }
        int characters = secret.reveal().length();
        if (secret.isPresent() && (characters < SECRET_CHARACTERS_MIN || characters > SECRET_CHARACTERS_MAX)) {
            throw new IllegalArgumentException("secret: " + characters + " characters (expected: "
                    + SECRET_CHARACTERS_MIN + " to " + SECRET_CHARACTERS_MAX + ")");
        }
    }

    /** Whose settings they are. */
    public SupplierKey key() {
        return new SupplierKey(merchantId, supplierId);
    }

    /** What a supplier speaks. */
    public enum Kind {
        REST,
        SOAP11,
        SOAP12,
        /** A person tells the supplier, and us what it said. */
        MANUAL;

        public boolean isReached() {
            return this != MANUAL;
        }
    }

    /**
     * How long we wait for a supplier.
     *
     * @param connect for its address to be found, and for each connection to it
     * @param exchange for a whole exchange, from looking up the address to the last byte of the answer
     */
    public record Timeouts(Duration connect, Duration exchange) {
        /** No exchange may hold its place longer. */
        public static final Duration EXCHANGE_MAX = Duration.ofMinutes(2);

        public Timeouts {
            Expect.positive("connect_timeout", connect);
            Expect.positive("exchange_timeout", exchange);
            Expect.between("exchange_timeout in ms", exchange.toMillis(), 1, EXCHANGE_MAX.toMillis());
            Expect.atLeast("exchange_timeout in ms", exchange.toMillis(), "connect_timeout in ms", connect.toMillis());
        }

        public static Timeouts defaults() {
            return new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));
        }
    }

    private static void requireAddress(String name, @Nullable URI address, boolean queryAllowed) {
        if (address == null) {
            throw new IllegalArgumentException(name + ": none (expected: an http or https address)");
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        boolean fits = (scheme.equals("https") || scheme.equals("http"))
                && address.getHost() != null
                && address.getPort() != 0
                && address.getPort() <= 65_535
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && (queryAllowed || address.getRawQuery() == null)
                && address.toString().length() <= ADDRESS_CHARACTERS_MAX;
        if (!fits) {
            throw new IllegalArgumentException(name + " (expected: an http or https address with a host, without user"
                    + " or fragment" + (queryAllowed ? "" : ", and without a query")
                    + ", of at most " + ADDRESS_CHARACTERS_MAX + " characters)");
        }
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
