package dev.millrace.purchasing.dispatch;

import dev.millrace.store.DispatcherReads;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import java.util.List;

/** Suppliers to whom something is owed. */
record OwedSuppliers(DispatcherReads reads) implements MerchantWalk.Source<SupplierKey, SupplierKey> {
    @Override
    public Future<List<Integer>> merchants(int after, int limit) {
        return reads.merchantsWhoOwe(after, limit);
    }

    @Override
    public Future<List<SupplierKey>> page(List<SupplierKey> after, int limitEach) {
        return reads.owedSuppliers(after, limitEach);
    }

    @Override
    public SupplierKey first(int merchantId) {
        return SupplierKey.first(merchantId);
    }

    @Override
    public SupplierKey place(SupplierKey supplier) {
        return supplier;
    }

    @Override
    public int merchant(SupplierKey place) {
        return place.merchantId();
    }
}
