package dev.millrace.purchasing;

import dev.millrace.purchasing.SupplierListener.Asked;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells a listener how every exchange went, and how long it took. */
record MeasuredConnector(
        SupplierConnector connector, SupplierSettings settings, SupplierListener listener, LongSupplier nanos)
        implements SupplierConnector {
    @Override
    public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
        long began = nanos.getAsLong();
        return connector.submit(dispatch).onSuccess(reply -> tell(Asked.SUBMIT, reply, began));
    }

    @Override
    public Future<Reply.ToAsk> ask(String number) {
        long began = nanos.getAsLong();
        return connector.ask(number).onSuccess(reply -> tell(Asked.ASK, reply, began));
    }

    @Override
    public Future<Reply.ToCancel> cancel(String number) {
        long began = nanos.getAsLong();
        return connector.cancel(number).onSuccess(reply -> tell(Asked.CANCEL, reply, began));
    }

    private void tell(Asked asked, Reply reply, long began) {
        listener.exchanged(settings, asked, reply, Duration.ofNanos(nanos.getAsLong() - began));
    }
}
