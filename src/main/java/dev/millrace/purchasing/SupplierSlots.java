package dev.millrace.purchasing;

import dev.millrace.limits.Budget;
import dev.millrace.store.SupplierKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Places for what is done with suppliers: so many in all, a share of them for each merchant, so that one whose suppliers
 * all hang leaves as many for the others, and a limit for each supplier. Of one merchant's share, suppliers that fare badly
 * leave places for those that fare well ({@link Standing}). Two merchants that buy from one company, or at one address,
 * share none. Safe for any thread.
 */
public final class SupplierSlots {
    private final Budget<Integer> ofMerchants;
    private final Budget<SupplierKey> ofSuppliers;
    private final Map<Grant, LongAdder> asked = new EnumMap<>(Grant.class);

    /** What came of asking for a place. */
    public enum Grant {
        /** There is one until it is given back. */
        GRANTED,
        /** All places are taken. */
        USED_UP,
        /** This merchant has its share. */
        MERCHANT_SHARE,
        /** What is left of this merchant's share is kept for suppliers that fare better. */
        KEPT_FREE,
        /** This supplier has as many as one may have. */
        SUPPLIER_SHARE
    }

    /** How a supplier fares, and so how much of its merchant's share may be taken when a place is taken for it. */
    public enum Standing {
        /** It answered last, and nothing is open with it. */
        ANSWERING(1),
        /** Nothing is known of it. */
        UNTRIED(0.75),
        /** It is in trouble, or something is open with it already, which may hang. */
        BURDENED(0.5);

        private final double part;

        Standing(double part) {
            this.part = part;
        }
    }

    /**
     * How many there are.
     *
     * @param max in all, at least 1
     * @param merchantMax of one merchant; it never has more than are left free, either
     * @param supplierMax of one supplier of a merchant
     */
    public record Limits(int max, int merchantMax, int supplierMax) {}

    public SupplierSlots(Limits limits) {
        ofMerchants = new Budget<>(limits.max(), limits.merchantMax());
        ofSuppliers = new Budget<>(limits.max(), limits.supplierMax());
        for (Grant grant : Grant.values()) {
            asked.put(grant, new LongAdder());
        }
    }

    /** Takes a place where it does not matter how the supplier fares. */
    public Grant take(SupplierKey supplier) {
        return take(supplier, Standing.ANSWERING);
    }

    /** Takes a place, or says why there is none. Whoever was granted one must {@link #giveBack} it. */
    public Grant take(SupplierKey supplier, Standing standing) {
        Grant grant = granted(supplier, standing);
        counter(grant).increment();
        return grant;
    }

    public synchronized void giveBack(SupplierKey supplier) {
        ofSuppliers.giveBack(supplier, 1);
        ofMerchants.giveBack(supplier.merchantId(), 1);
    }

    /** Places that are taken now. */
    public long taken() {
        return ofMerchants.taken();
    }

    /** How often asking for a place had that answer. */
    public long asked(Grant grant) {
        return counter(grant).sum();
    }

    private synchronized Grant granted(SupplierKey supplier, Standing standing) {
        return switch (ofMerchants.take(supplier.merchantId(), 1, standing.part)) {
            case USED_UP -> Grant.USED_UP;
            case SHARE_USED_UP -> standing == Standing.ANSWERING ? Grant.MERCHANT_SHARE : Grant.KEPT_FREE;
            case GRANTED -> {
                if (ofSuppliers.take(supplier, 1) == Budget.Grant.GRANTED) {
                    yield Grant.GRANTED;
                }
                ofMerchants.giveBack(supplier.merchantId(), 1);
                yield Grant.SUPPLIER_SHARE;
            }
        };
    }

    private LongAdder counter(Grant grant) {
        return Objects.requireNonNull(asked.get(grant));
    }
}
