package dev.millrace.purchasing;

import dev.millrace.purchasing.HttpResult.Answered;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the road: what an HTTP exchange means for a purchase order, wherever the answer's body does not say it. One
 * question decides every row: <em>can the supplier have accepted the order?</em> If it certainly cannot, the order may be
 * sent again or changed. If it can, it is {@link Reply.Unknown}, and the supplier is asked before anything else happens;
 * that costs one request, and a wrong guess in the other direction costs goods that nobody wants.
 *
 * <table>
 * <caption>From result to reply to a submission</caption>
 * <tr><th>result</th><th>reply</th><th>because</th></tr>
 * <tr><td>name not found, refused, no connection or no encryption in time</td><td>not sent</td>
 *   <td>not a byte of the request was written</td></tr>
 * <tr><td>address inside a private network</td><td>misconfigured</td><td>we do not connect to it at all</td></tr>
 * <tr><td>time up or connection cut after the request was begun to be written</td><td>unknown</td>
 *   <td>it may be our answer that got lost, and not our request</td></tr>
 * <tr><td>2xx with a body that can be read</td><td>as the body says</td><td></td></tr>
 * <tr><td>201, 202, 204 without a body</td><td>sent</td><td>each says so by itself; 200 may be any web server's</td></tr>
 * <tr><td>2xx with anything else</td><td>unknown</td><td>somebody answered, and we do not know what</td></tr>
 * <tr><td>300, 301, 307, 308</td><td>misconfigured</td><td>not done here; we never follow, since that would lead past the
 *   check of the address, and carry a signed order to whoever is named</td></tr>
 * <tr><td>302, 303, other 3xx</td><td>unknown</td><td>303 means done, and many a server says 302 where it means 303</td></tr>
 * <tr><td>400, 413, 422, other 4xx</td><td>rejected</td><td>the same again cannot succeed: a person must look</td></tr>
 * <tr><td>401, 402, 403, 407, 451</td><td>misconfigured</td><td>refused before the order was looked at</td></tr>
 * <tr><td>404, 405, 410, 421</td><td>misconfigured</td><td>there is nobody who takes orders at this address</td></tr>
 * <tr><td>406, 411, 412, 414, 415, 417, 426, 428, 431</td><td>misconfigured</td><td>both sides speak differently</td></tr>
 * <tr><td>408, 423, 425, 429</td><td>not sent</td><td>each means by its definition that nothing was done</td></tr>
 * <tr><td>409</td><td>asked at once</td><td>the number is known there: what became of it?</td></tr>
 * <tr><td>503 with Retry-After</td><td>not sent</td><td>a deliberate refusal, by who knows how long it lasts</td></tr>
 * <tr><td>503 without</td><td>unknown</td><td>some proxies say it when the connection behind them broke, which can be
 *   after the order was read</td></tr>
 * <tr><td>501, 505, 511</td><td>misconfigured</td><td>not offered; not understood; not let out</td></tr>
 * <tr><td>500, 502, 504, other 5xx</td><td>unknown</td><td>it may have failed after the order was accepted</td></tr>
 * </table>
 *
 * Asking and cancelling change nothing that a repetition would do twice, so their doubtful rows are all one:
 * {@link Reply.NoAnswer}, ask again later.
 */
final class HttpReplies {
    private final InstantSource clock;

    HttpReplies(InstantSource clock) {
        this.clock = clock;
    }

    /** What a status means, whatever was asked. */
    enum Meaning {
        DONE,
        REFUSED,
        KNOWN_THERE,
        LATER,
        MISCONFIGURED,
        DOUBTFUL
    }

    static Meaning meaning(int status, boolean saysWhen) {
        return switch (status) {
            case 300, 301, 307, 308 -> Meaning.MISCONFIGURED;
            case 401, 402, 403, 407, 451 -> Meaning.MISCONFIGURED;
            case 404, 405, 410, 421 -> Meaning.MISCONFIGURED;
            case 406, 411, 412, 414, 415, 417, 426, 428, 431 -> Meaning.MISCONFIGURED;
            case 501, 505, 511 -> Meaning.MISCONFIGURED;
            case 408, 423, 425, 429 -> Meaning.LATER;
            case 409 -> Meaning.KNOWN_THERE;
            case 424 -> Meaning.DOUBTFUL;
            case 503 -> saysWhen ? Meaning.LATER : Meaning.DOUBTFUL;
            default -> byClass(status);
        };
    }

    private static Meaning byClass(int status) {
        return switch (status / 100) {
            case 2 -> Meaning.DONE;
            case 4 -> Meaning.REFUSED;
            default -> Meaning.DOUBTFUL;
        };
    }

    Meaning meaning(Answered answer) {
        return meaning(answer.status(), retryAfter(answer) != null);
    }

    /** Whether a status says by itself that the order was taken. */
    static boolean saysTaken(int status) {
        return status == 201 || status == 202 || status == 204;
    }

    /**
     * The reply to a submission that was not done.
     *
     * @param reason what the supplier said, or null if it said nothing that could be read
     */
    Reply.ToSubmit toSubmit(Answered answer, @Nullable String reason) {
        String why = why(answer, reason);
        return switch (meaning(answer)) {
            case REFUSED -> new Reply.Rejected(why);
            case LATER -> new Reply.NotSent(why, retryAfter(answer));
            case MISCONFIGURED -> new Reply.Misconfigured(why);
            case DONE, KNOWN_THERE, DOUBTFUL -> new Reply.Unknown(why);
        };
    }

    /** The reply to a question that was not answered. */
    Reply.ToAsk toAsk(Answered answer, @Nullable String reason) {
        String why = why(answer, reason);
        return switch (meaning(answer)) {
            case REFUSED, MISCONFIGURED -> new Reply.Misconfigured(why);
            case DONE, KNOWN_THERE, LATER, DOUBTFUL -> new Reply.NoAnswer(why, retryAfter(answer));
        };
    }

    /** The reply to a cancellation that was not done. */
    Reply.ToCancel toCancel(Answered answer, @Nullable String reason) {
        String why = why(answer, reason);
        return switch (meaning(answer)) {
            case REFUSED, KNOWN_THERE -> new Reply.CancelRefused(why);
            case MISCONFIGURED -> new Reply.Misconfigured(why);
            case DONE, LATER, DOUBTFUL -> new Reply.NoAnswer(why, retryAfter(answer));
        };
    }

    /** The reply where there was no answer. */
    static Reply.ToSubmit toSubmit(HttpResult.NotConnected result) {
        return new Reply.NotSent(SingleLineText.reason(result.reason()), null);
    }

    static Reply.ToSubmit toSubmit(HttpResult.Lost result) {
        return new Reply.Unknown(SingleLineText.reason(result.reason()));
    }

    static Reply.Misconfigured forbidden(HttpResult.Forbidden result) {
        return new Reply.Misconfigured(SingleLineText.reason(result.reason()));
    }

    static Reply.NoAnswer noAnswer(String reason) {
        return new Reply.NoAnswer(SingleLineText.reason(reason), null);
    }

    @Nullable
    Duration retryAfter(Answered answer) {
        return retryAfter(answer.retryAfter());
    }

    /** How long a supplier wants us to wait, or null if it does not say. */
    @Nullable
    Duration retryAfter(@Nullable String value) {
        return RetryAfter.parse(value, clock.instant());
    }

    private static String why(Answered answer, @Nullable String reason) {
        String status = "The supplier answered " + answer.status();
        return SingleLineText.reason(reason == null ? status + "." : status + ": " + reason);
    }
}
