package dev.millrace.purchasing;

import io.vertx.core.Future;

/**
 * A supplier that a person tells. Nobody dispatches to it by itself, so whoever calls this has not looked at the settings;
 * the answers say that it is up to a person.
 */
final class ManualConnector implements SupplierConnector {
    private static final Reply.Misconfigured BY_HAND =
            new Reply.Misconfigured("This supplier is told by a person; write down what it said.");

    @Override
    public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
        return Future.succeededFuture(BY_HAND);
    }

    @Override
    public Future<Reply.ToAsk> ask(String number) {
        return Future.succeededFuture(BY_HAND);
    }

    @Override
    public Future<Reply.ToCancel> cancel(String number) {
        return Future.succeededFuture(BY_HAND);
    }
}
