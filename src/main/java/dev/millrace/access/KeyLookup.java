package dev.millrace.access;

import dev.millrace.store.ApiKey;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds a key by its hash. */
@FunctionalInterface
public interface KeyLookup {
    /** Empty if there is none; failed if the database cannot tell. */
    Future<Optional<ApiKey>> find(byte[] hmac);
}
