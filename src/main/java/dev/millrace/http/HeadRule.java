package dev.millrace.http;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What a route wants of a request's head beside an API key. It is asked before a byte of the body is read or kept, so that
 * nobody can make us keep one who could not be believed anyway.
 */
@FunctionalInterface
public interface HeadRule {
    /** Nothing. */
    HeadRule NONE = (_, _) -> null;

    /** @return what is wrong with the head, or null if its body may come */
    @Nullable
    Problem fault(Arrival arrival, MultiMap headers);
}
