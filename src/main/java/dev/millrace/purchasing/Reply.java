package dev.millrace.purchasing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an exchange with a supplier. It is a value in a succeeded future, whatever went wrong on the way: what is
 * not certain is a reply as well, {@link Unknown}. Which HTTP answer or fault becomes which reply stands in
 * {@link HttpReplies} and {@link SoapReplies}.
 */
public sealed interface Reply {
    /** What can come of telling a supplier a purchase order. */
    sealed interface ToSubmit extends Reply permits Sent, Acknowledged, Rejected, NotSent, Misconfigured, Unknown {}

    /** What can come of asking what became of one. */
    sealed interface ToAsk extends Reply
            permits Sent, Acknowledged, Rejected, Cancelled, NotKnown, Misconfigured, NoAnswer {}

    /** What can come of asking not to deliver one. */
    sealed interface ToCancel extends Reply permits Cancelled, CancelRefused, NotKnown, Misconfigured, NoAnswer {}

    /** The supplier has it; that it will deliver is still to be said. */
    record Sent() implements ToSubmit, ToAsk {}

    /**
     * The supplier has it and means to deliver.
     *
     * @param reference the supplier's own name for it, or null
     * @param expectedAt when it means to deliver, or null
     */
    record Acknowledged(
            @Nullable String reference, @Nullable Instant expectedAt) implements ToSubmit, ToAsk {}

    /** The supplier will not deliver, and asking again would change nothing: for a person to look at. */
    record Rejected(String reason) implements ToSubmit, ToAsk {}

    /**
     * The supplier certainly did not accept it; it is to be sent again later.
     *
     * @param retryAfter when the supplier wants to hear of it again, or null if it did not say
     */
    record NotSent(String reason, @Nullable Duration retryAfter) implements ToSubmit {}

    /** The supplier may have accepted it or not: it must be asked before anything else is done. */
    record Unknown(String reason) implements ToSubmit {}

    /** The supplier says that it never heard of it: it is to be sent again, under the same number. */
    record NotKnown() implements ToAsk, ToCancel {}

    /** The supplier will not deliver, since it was asked not to. */
    record Cancelled() implements ToAsk, ToCancel {}

    /** The supplier delivers all the same. */
    record CancelRefused(String reason) implements ToCancel {}

    /**
     * It was not done, and will not be until a person changes a setting here or there: a wrong address, a refused secret,
     * an address inside the private network, something the supplier does not offer.
     */
    record Misconfigured(String reason) implements ToSubmit, ToAsk, ToCancel {}

    /**
     * There was no answer that tells; the same question can be asked again later.
     *
     * @param retryAfter when the supplier wants to be asked, or null if it did not say
     */
    record NoAnswer(String reason, @Nullable Duration retryAfter) implements ToAsk, ToCancel {}
}
