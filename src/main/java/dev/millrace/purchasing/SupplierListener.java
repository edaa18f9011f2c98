package dev.millrace.purchasing;

import java.time.Duration;

/** Is told of every exchange with a supplier, on the event loop that made it; must not throw and not wait. */
@FunctionalInterface
public interface SupplierListener {
    SupplierListener NONE = (supplier, asked, reply, took) -> {};

    /** What a supplier was asked for. */
    enum Asked {
        SUBMIT,
        ASK,
        CANCEL
    }

    /** One exchange is over. */
    void exchanged(SupplierSettings supplier, Asked asked, Reply reply, Duration took);
}
