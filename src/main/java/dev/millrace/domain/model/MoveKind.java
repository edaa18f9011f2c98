package dev.millrace.domain.model;

/** A sort of {@link Move}: a row of the {@link MoveTable}. */
public enum MoveKind {
    SUBMIT(PurchaseOrderStep.SUBMITTED),
    SEND(PurchaseOrderStep.SENDING),
    NOT_SENT(PurchaseOrderStep.NOT_SENT),
    SENT(PurchaseOrderStep.SENT),
    ACKNOWLEDGE(PurchaseOrderStep.ACKNOWLEDGED),
    REJECT(PurchaseOrderStep.REJECTED),
    WITHDRAW(PurchaseOrderStep.REJECTED),
    MARK_UNKNOWN(PurchaseOrderStep.UNKNOWN),
    SENT_BY_HAND(PurchaseOrderStep.SENT),
    ACKNOWLEDGE_BY_HAND(PurchaseOrderStep.ACKNOWLEDGED),
    REJECT_BY_HAND(PurchaseOrderStep.REJECTED),
    NOT_SENT_BY_HAND(PurchaseOrderStep.NOT_SENT),
    CANCEL(PurchaseOrderStep.CANCEL_REQUESTED),
    CONFIRM_CANCEL(PurchaseOrderStep.CANCELLED),
    REFUSE_CANCEL(PurchaseOrderStep.CANCEL_REFUSED),
    CLOSE_SHORT(PurchaseOrderStep.CLOSED_SHORT);

    private final PurchaseOrderStep step;

    MoveKind(PurchaseOrderStep step) {
        this.step = step;
    }

    /** What is remembered of it; where it ends the purchase order, the event is named for the end. */
    public PurchaseOrderStep step() {
        return step;
    }
}
