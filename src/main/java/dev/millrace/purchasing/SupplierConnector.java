package dev.millrace.purchasing;

import io.vertx.core.Future;

/**
 * One supplier, as we reach it. Every method is one exchange of bounded length, may be called again at any time, and
 * returns a succeeded future: see {@link Reply}. A failed future is a bug. To be called on an event loop, on which the
 * future then completes. Nothing here retries or waits for a better moment, that is up to the caller.
 */
public interface SupplierConnector {
    /** Tells the supplier a purchase order; that the supplier knows its number already is no error. */
    Future<Reply.ToSubmit> submit(Dispatch dispatch);

    /**
     * Asks what became of one.
     *
     * @param number see {@link Dispatch#number}
     */
    Future<Reply.ToAsk> ask(String number);

    /** Asks the supplier not to deliver what it has not delivered yet. */
    Future<Reply.ToCancel> cancel(String number);
}
