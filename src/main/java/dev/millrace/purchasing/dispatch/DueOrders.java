package dev.millrace.purchasing.dispatch;

import dev.millrace.store.DispatcherReads;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import io.vertx.core.Future;
import java.util.List;

/** Purchase orders of which something may have to be done. */
record DueOrders(DispatcherReads reads) implements MerchantWalk.Source<Place, ToDispatch> {
    @Override
    public Future<List<Integer>> merchants(int after, int limit) {
        return reads.merchantsToDispatch(after, limit);
    }

    @Override
    public Future<List<ToDispatch>> page(List<Place> after, int limitEach) {
        return reads.toDispatch(after, limitEach);
    }

    @Override
    public Place first(int merchantId) {
        return Place.first(merchantId);
    }

    @Override
    public Place place(ToDispatch order) {
        return order.place();
    }

    @Override
    public int merchant(Place place) {
        return place.merchantId();
    }
}
