package dev.millrace.purchasing.dispatch;

/** What is to be done with a purchase order now. */
enum DispatchAction {
    /** Nothing, or not yet, or it is up to a person or to another node. */
    NOTHING,
    /** A draft has gathered enough. */
    SUBMIT,
    SEND,
    /** Whoever sent it is gone: nobody knows whether it arrived. */
    LOSE_SIGHT,
    /** The supplier must be asked whether it has it. */
    ASK,
    CANCEL
}
