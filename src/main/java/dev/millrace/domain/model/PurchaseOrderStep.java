package dev.millrace.domain.model;

/** What can happen to a purchase order; an event is named for it. */
public enum PurchaseOrderStep {
    /** It was made, or its draft grew. */
    GATHERED,
    SUBMITTED,
    SENDING,
    /** The supplier did not get it; it will be sent again. */
    NOT_SENT,
    SENT,
    ACKNOWLEDGED,
    REJECTED,
    /** Nobody knows whether the supplier got it. */
    UNKNOWN,
    CANCEL_REQUESTED,
    /** The supplier will deliver all the same. */
    CANCEL_REFUSED,
    CANCELLED,
    /** What did not come will not come. */
    CLOSED_SHORT,
    /** What it was to buy is wanted less. */
    SHRUNK
}
