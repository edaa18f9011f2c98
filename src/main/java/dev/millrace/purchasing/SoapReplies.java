package dev.millrace.purchasing;

import dev.millrace.purchasing.HttpReplies.Meaning;
import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.SoapDocuments.Operation;
import dev.millrace.purchasing.xml.SoapMessage;
import dev.millrace.purchasing.xml.SoapMessage.Content;
import dev.millrace.purchasing.xml.SoapMessage.Fault;
import dev.millrace.purchasing.xml.UnreadableXml;
import dev.millrace.purchasing.xml.XmlElement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the road for SOAP. What counts is the envelope, whatever the status: many services send faults with 200, and
 * SOAP 1.1 sends every fault with 500, which over plain HTTP would tell nothing. Only where there is no envelope that can
 * be read, the status decides, by {@link HttpReplies}.
 *
 * <table>
 * <caption>From envelope to reply to a submission</caption>
 * <tr><th>envelope</th><th>reply</th><th>because</th></tr>
 * <tr><td>a response of the operation, status 2xx</td><td>as it says</td><td></td></tr>
 * <tr><td>a response of the operation, another status</td><td>by the status</td><td>the two contradict each other</td></tr>
 * <tr><td>fault with detail {@code PurchaseOrderRefused}</td><td>rejected</td><td>declared so in the WSDL</td></tr>
 * <tr><td>fault with detail {@code TryLater}</td><td>not sent</td><td>declared so in the WSDL</td></tr>
 * <tr><td>fault with detail {@code UnknownPurchaseOrder}</td><td>not known; to a submission: unknown</td>
 *   <td>declared for questions and cancellations alone</td></tr>
 * <tr><td>fault with a status by which HTTP says that nothing was done (401, 429, 503 with Retry-After, …)</td>
 *   <td>by the status</td><td>it comes from in front of the service</td></tr>
 * <tr><td>fault {@code Client}, {@code Sender}</td><td>rejected</td><td>SOAP: not to be sent again unchanged</td></tr>
 * <tr><td>the same, about authentication or security</td><td>misconfigured</td><td>refused before it was looked at</td></tr>
 * <tr><td>fault {@code VersionMismatch}, {@code MustUnderstand}, {@code DataEncodingUnknown}</td><td>misconfigured</td>
 *   <td>SOAP: found before anything is processed</td></tr>
 * <tr><td>fault {@code Server}, {@code Receiver}, or with a code that we do not know</td><td>unknown</td>
 *   <td>it may have failed after the order was accepted</td></tr>
 * <tr><td>an envelope of the other version, or with something else in it; none at all with 2xx</td><td>unknown</td>
 *   <td>somebody answered, and we do not know what</td></tr>
 * </table>
 */
final class SoapReplies {
    private final HttpReplies http;

    SoapReplies(HttpReplies http) {
        this.http = http;
    }

    /** What the answer to one operation says, in any of its three uses. */
    private sealed interface Said {
        record Stated(PurchaseOrderReport statement) implements Said {}

        record NotKnown() implements Said {}

        record Refused(String reason) implements Said {}

        record Later(String reason, @Nullable Duration retryAfter) implements Said {}

        record NotLetIn(String reason) implements Said {}

        record Failed(String reason) implements Said {}

        /** Nothing; what HTTP says counts. */
        record Nothing() implements Said {}
    }

    Reply.ToSubmit toSubmit(String number, Answered answer) {
        return switch (said(Operation.SUBMIT, answer)) {
            case Said.Stated(PurchaseOrderReport statement) -> statement.toSubmit(number);
            case Said.Refused(String reason) -> new Reply.Rejected(reason);
            case Said.Later(String reason, Duration after) -> new Reply.NotSent(reason, after);
            case Said.NotLetIn(String reason) -> new Reply.Misconfigured(reason);
            case Said.Failed(String reason) -> new Reply.Unknown(reason);
            case Said.NotKnown _ -> new Reply.Unknown("The supplier says that it does not know what it was told.");
            case Said.Nothing _ -> http.toSubmit(answer, null);
        };
    }

    Reply.ToAsk toAsk(String number, Answered answer) {
        return switch (said(Operation.ASK, answer)) {
            case Said.Stated(PurchaseOrderReport statement) -> statement.toAsk(number);
            case Said.NotKnown _ -> new Reply.NotKnown();
            case Said.Refused(String reason) -> new Reply.Misconfigured(reason);
            case Said.NotLetIn(String reason) -> new Reply.Misconfigured(reason);
            case Said.Later(String reason, Duration after) -> new Reply.NoAnswer(reason, after);
            case Said.Failed(String reason) -> new Reply.NoAnswer(reason, null);
            case Said.Nothing _ -> http.toAsk(answer, null);
        };
    }

    Reply.ToCancel toCancel(String number, Answered answer) {
        return switch (said(Operation.CANCEL, answer)) {
            case Said.Stated(PurchaseOrderReport statement) -> statement.toCancel(number);
            case Said.NotKnown _ -> new Reply.NotKnown();
            case Said.Refused(String reason) -> new Reply.CancelRefused(reason);
            case Said.NotLetIn(String reason) -> new Reply.Misconfigured(reason);
            case Said.Later(String reason, Duration after) -> new Reply.NoAnswer(reason, after);
            case Said.Failed(String reason) -> new Reply.NoAnswer(reason, null);
            case Said.Nothing _ -> http.toCancel(answer, null);
        };
    }

    private Said said(Operation operation, Answered answer) {
        SoapMessage message = message(answer);
        return switch (message) {
            case null -> new Said.Nothing();
            case Content(var _, XmlElement element) -> {
                PurchaseOrderReport statement = SoapDocuments.statement(operation, element);
                yield statement != null && http.meaning(answer) == Meaning.DONE
                        ? new Said.Stated(statement)
                        : new Said.Nothing();
            }
            case Fault fault -> said(fault, answer);
        };
    }

    private Said said(Fault fault, Answered answer) {
        String reason = SingleLineText.reason("The supplier answered with a fault: " + fault.reason());
        XmlElement detail = fault.detail();
        if (detail != null && detail.name().getNamespaceURI().equals(SoapDocuments.NAMESPACE)) {
            switch (detail.name().getLocalPart()) {
                case "PurchaseOrderRefused" -> {
                    String why = detail.textOf(SoapDocuments.name("Reason"));
                    return new Said.Refused(SingleLineText.reason(why == null || why.isEmpty() ? fault.reason() : why));
                }
                case "TryLater" -> {
                    return new Said.Later(reason, retryAfter(detail, answer));
                }
                case "UnknownPurchaseOrder" -> {
                    return new Said.NotKnown();
                }
                default -> {
                    // A fault that a later version of the supplier declares; its code tells.
                }
            }
        }
        Meaning status = http.meaning(answer);
        if (status == Meaning.MISCONFIGURED || status == Meaning.LATER) {
            return new Said.Nothing();
        }
        return switch (fault.cause()) {
            case SENDER -> new Said.Refused(reason);
            case NOT_LET_IN, LANGUAGE -> new Said.NotLetIn(reason);
            case RECEIVER -> new Said.Failed(reason);
        };
    }

    private @Nullable Duration retryAfter(XmlElement detail, Answered answer) {
        String seconds = detail.textOf(SoapDocuments.name("RetryAfterSeconds"));
        Duration told = http.retryAfter(seconds);
        return told == null ? http.retryAfter(answer) : told;
    }

    private static @Nullable SoapMessage message(Answered answer) {
        if (!answer.whole() || answer.body().isEmpty()) {
            return null;
        }
        try {
            return SoapMessage.read(answer.body().bytes(), answer.contentType());
        } catch (UnreadableXml _) {
            return null;
        }
    }
}
