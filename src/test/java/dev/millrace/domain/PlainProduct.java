package dev.millrace.domain;

import dev.millrace.domain.model.ProductDraft;

/** A product of the {@link PlainMerchant}, with the one figure of its stock that no order explains. */
final class PlainProduct {
    ProductDraft is;
    long version;
    long onHand;
    /** The number of the last event that moved its stock. */
    long stockVersion;

    PlainProduct(ProductDraft is, long version) {
        this.is = is;
        this.version = version;
    }

    PlainProduct copy() {
        PlainProduct copy = new PlainProduct(is, version);
        copy.onHand = onHand;
        copy.stockVersion = stockVersion;
        return copy;
    }
}
