package dev.millrace.purchasing;

import dev.millrace.config.Secret;
import dev.millrace.limits.ExpiringMap;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.store.ConnectionExpectation;
import dev.millrace.store.SupplierConnection;
import dev.millrace.store.SupplierConnectionStore;
import dev.millrace.store.SupplierKey;
import dev.millrace.wire.EnumNames;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes how suppliers are reached. What was read is remembered for a short time, bounded, also that there is
 * nothing; so a change counts everywhere after that time, and here at once. Safe for any thread.
 */
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final SupplierConnectionStore store;
    private final SecretBox secrets;
    private final CallbackAddress callback;
    /** Guarded by itself. */
    private final ExpiringMap<SupplierKey, Remembered> remembered;

    /** What is set, or that nothing is. */
    private record Remembered(Optional<Connection> connection) {}

    /** How long and how many are remembered. */
    public record CachePolicy(Duration ttl, int entriesMax) {}

    /** @param callback where suppliers may call back */
    public Connections(
            SupplierConnectionStore store,
            SecretBox secrets,
            CallbackAddress callback,
            CachePolicy cache,
            LongSupplier nanoTime) {
        this.store = store;
        this.secrets = secrets;
        this.callback = callback;
        this.remembered = new ExpiringMap<>(cache.entriesMax(), cache.ttl(), nanoTime);
    }

    /** What is set of a supplier, perhaps of a moment ago. Failed if its secret cannot be opened. */
    public Future<Optional<Connection>> find(int merchantId, String supplierId) {
        SupplierKey supplier = new SupplierKey(merchantId, supplierId);
        Remembered known = remembered(supplier);
        return known != null
                ? Future.succeededFuture(known.connection)
                : read(merchantId, supplierId).onSuccess(found -> remember(supplier, found));
    }

    /**
     * What is set of each of those suppliers, perhaps of a moment ago; the ones that are not remembered are read at once.
     * Whose secret cannot be opened is missing, as is of whom nothing is set.
     */
    public Future<Map<SupplierKey, Connection>> findAll(Collection<SupplierKey> suppliers) {
        Map<SupplierKey, Connection> all = new HashMap<>();
        Set<SupplierKey> unknown = new LinkedHashSet<>();
        for (SupplierKey supplier : suppliers) {
            Remembered known = remembered(supplier);
            if (known == null) {
                unknown.add(supplier);
            } else {
                known.connection.ifPresent(connection -> all.put(supplier, connection));
            }
        }
        return unknown.isEmpty()
                ? Future.succeededFuture(all)
                : store.findAll(unknown).map(found -> {
                    for (SupplierConnection stored : found) {
                        SupplierKey supplier = new SupplierKey(stored.merchantId(), stored.supplierId());
                        unknown.remove(supplier);
                        openedOrWarned(stored).ifPresent(connection -> {
                            all.put(supplier, connection);
                            remember(supplier, Optional.of(connection));
                        });
                    }
                    unknown.forEach(supplier -> remember(supplier, Optional.empty()));
                    return all;
                });
    }

    private @Nullable Remembered remembered(SupplierKey supplier) {
        synchronized (remembered) {
            return remembered.get(supplier);
        }
    }

    private Optional<Connection> openedOrWarned(SupplierConnection stored) {
        try {
            return Optional.of(opened(stored));
        } catch (IllegalStateException | IllegalArgumentException failure) {
            LOG.warn("the settings of {}/{} cannot be used", stored.merchantId(), stored.supplierId(), failure);
            return Optional.empty();
        }
    }

    /** What is set of a supplier, now. */
    public Future<Optional<Connection>> read(int merchantId, String supplierId) {
        return store.find(merchantId, supplierId).map(found -> found.map(this::opened));
    }

    /**
     * Sets how a supplier is reached, whatever was set before.
     *
     * @param actor who does it, for the audit
     * @return as it is now, or nothing if there is no such supplier
     */
    public Future<Optional<Connection>> put(Connection connection, String actor) {
        return put(connection, actor, ConnectionExpectation.ANYTHING);
    }

    /** The same, if what is set is as expected; else nothing is changed and nothing returned. */
    public Future<Optional<Connection>> put(Connection connection, String actor, ConnectionExpectation expected) {
        SupplierSettings settings = connection.settings();
        SupplierKey supplier = settings.key();
        return store.put(stored(connection), actor, ConnectionChange.describe(connection), expected)
                .map(put -> put.map(this::opened))
                .onComplete(_ -> forget(supplier));
    }

    private void remember(SupplierKey supplier, Optional<Connection> found) {
        synchronized (remembered) {
            remembered.put(supplier, new Remembered(found));
        }
    }

    private void forget(SupplierKey supplier) {
        synchronized (remembered) {
            remembered.remove(supplier);
        }
    }

    private SupplierConnection stored(Connection connection) {
        SupplierSettings settings = connection.settings();
        Secret secret = settings.secret();
        URI address = settings.address();
        GatherPolicy gather = connection.gather();
        return new SupplierConnection(
                settings.merchantId(),
                settings.supplierId(),
                EnumNames.of(settings.kind()),
                address == null ? null : address.toString(),
                secret.isPresent() ? secrets.seal(settings.merchantId(), settings.supplierId(), secret) : null,
                GatherNames.of(gather),
                gather instanceof GatherPolicy.Interval(Duration interval) ? Long.valueOf(interval.toSeconds()) : null,
                gather instanceof GatherPolicy.Quantity(long units) ? Long.valueOf(units) : null,
                Math.toIntExact(settings.timeouts().connect().toMillis()),
                Math.toIntExact(settings.timeouts().exchange().toMillis()),
                connection.changedAt());
    }

    private Connection opened(SupplierConnection stored) {
        byte[] sealed = stored.sealedSecret();
        String address = stored.address();
        Kind kind = EnumNames.parse(Kind.class, stored.kind());
        SupplierSettings settings = new SupplierSettings(
                stored.merchantId(),
                stored.supplierId(),
                kind,
                address == null ? null : URI.create(address),
                sealed == null ? Secret.none() : secrets.open(stored.merchantId(), stored.supplierId(), sealed),
                kind.isReached() ? callbackOf(stored) : null,
                new Timeouts(
                        Duration.ofMillis(stored.connectTimeoutMillis()),
                        Duration.ofMillis(stored.exchangeTimeoutMillis())));
        GatherPolicy gather = GatherNames.policy(stored.gather(), stored.gatherSeconds(), stored.gatherUnits());
        return new Connection(settings, gather, stored.changedAt());
    }

    /** Without a secret a callback could not be believed, so the supplier is not asked for one. */
    private @Nullable URI callbackOf(SupplierConnection stored) {
        return stored.sealedSecret() == null ? null : callback.of(stored.merchantId(), stored.supplierId());
    }
}
