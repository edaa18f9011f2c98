package dev.millrace.domain.model;

/** What happens to an order for more than is available. */
public enum StockPolicy {
    /** The whole order is rejected. */
    REJECT,
    /** It is accepted; what is missing waits and is bought from the supplier. */
    BACKORDER
}
