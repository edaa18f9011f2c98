package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.HttpResult.Body;
import dev.millrace.purchasing.xml.HostileXml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table that says what SOAP means for a purchase order. */
class SoapRepliesTest {
    private static final String NUMBER = "po_1";
    private static final String PO = "xmlns:po='urn:millrace:supplier:purchase-orders:v1'";
    private final SoapReplies replies = new SoapReplies(new HttpReplies(InstantSource.fixed(Instant.EPOCH)));

    @Test
    void aResponseIsWhatItSays() {
        assertThat(replies.toSubmit(NUMBER, answered(200, response("Submit", "received"))))
                .isEqualTo(new Reply.Sent());
        assertThat(replies.toSubmit(NUMBER, answered(200, response("Submit", "acknowledged"))))
                .isEqualTo(new Reply.Acknowledged("S-7", Instant.parse("2026-12-01T08:00:00Z")));
        assertThat(replies.toSubmit(NUMBER, answered(200, response("Submit", "rejected"))))
                .isEqualTo(new Reply.Rejected("out of stock"));
        assertThat(replies.toAsk(NUMBER, answered(200, response("Get", "delivered"))))
                .isInstanceOf(Reply.Acknowledged.class);
        assertThat(replies.toAsk(NUMBER, answered(200, response("Get", "cancelled"))))
                .isEqualTo(new Reply.Cancelled());
        assertThat(replies.toCancel(NUMBER, answered(200, response("Cancel", "cancelled"))))
                .isEqualTo(new Reply.Cancelled());
        assertThat(replies.toCancel(NUMBER, answered(200, response("Cancel", "acknowledged"))))
                .isInstanceOf(Reply.CancelRefused.class);
    }

    @Test
    void aResponseThatIsNotToWhatWasAskedTellsNothing() {
        assertThat(replies.toSubmit(NUMBER, answered(200, response("Get", "acknowledged"))))
                .isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toSubmit("po_2", answered(200, response("Submit", "acknowledged"))))
                .isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toSubmit(NUMBER, answered(200, response("Submit", "perhaps"))))
                .isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toAsk("po_2", answered(200, response("Get", "acknowledged"))))
                .isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void aResponseWithAStatusThatContradictsItIsWhatTheStatusSays() {
        assertThat(replies.toSubmit(NUMBER, answered(500, response("Submit", "acknowledged"))))
                .isInstanceOf(Reply.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        // A fault counts whatever the status, also with success.
        "200, Client, Rejected",
        "500, Client, Rejected",
        "400, Client, Rejected",
        "500, Server, Unknown",
        "200, Server, Unknown",
        "500, Something, Unknown",
        "500, '', Unknown",
        "500, Server.Overload, Unknown",
        "500, Client.Authentication, Misconfigured",
        "500, VersionMismatch, Misconfigured",
        "500, MustUnderstand, Misconfigured",
        "500, FailedAuthentication, Misconfigured",
        // In front of the service somebody says what HTTP says.
        "401, Client, Misconfigured",
        "429, Server, NotSent",
        "404, Client, Misconfigured"
    })
    void aFaultOfSoap11Is(int status, String code, String reply) {
        assertThat(replies.toSubmit(NUMBER, answered(status, fault11("soap:" + code, "")))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Sender, Rejected", "500, Sender, Rejected", "200, Sender, Rejected",
        "500, Receiver, Unknown", "500, Else, Unknown", "500, DataEncodingUnknown, Misconfigured"
    })
    void aFaultOfSoap12Is(int status, String code, String reply) {
        assertThat(replies.toSubmit(NUMBER, answered(status, fault12(code, "", "")))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(reply);
    }

    @Test
    void aSubcodeAboutSecurityIsAboutTheSecret() {
        String subcode = "<s:Subcode><s:Value xmlns:w='urn:w'>w:FailedAuthentication</s:Value></s:Subcode>";

        assertThat(replies.toSubmit(NUMBER, answered(400, fault12("Sender", subcode, ""))))
                .isInstanceOf(Reply.Misconfigured.class);
    }

    @Test
    void aDeclaredFaultCountsMoreThanItsCode() {
        String refused =
                "<po:PurchaseOrderRefused " + PO + "><po:Reason>too many</po:Reason></po:PurchaseOrderRefused>";
        String later = "<po:TryLater " + PO + "><po:RetryAfterSeconds>9</po:RetryAfterSeconds></po:TryLater>";
        String unknown = "<po:UnknownPurchaseOrder " + PO + "><po:Number>po_1</po:Number></po:UnknownPurchaseOrder>";

        assertThat(replies.toSubmit(NUMBER, answered(500, fault11("soap:Server", refused))))
                .isEqualTo(new Reply.Rejected("too many"));
        assertThat(replies.toSubmit(NUMBER, answered(500, fault12("Receiver", "", later))))
                .isInstanceOfSatisfying(
                        Reply.NotSent.class,
                        notSent -> assertThat(notSent.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
        assertThat(replies.toAsk(NUMBER, answered(500, fault11("soap:Client", unknown))))
                .isEqualTo(new Reply.NotKnown());
        assertThat(replies.toCancel(NUMBER, answered(400, fault12("Sender", "", unknown))))
                .isEqualTo(new Reply.NotKnown());
        assertThat(replies.toSubmit(NUMBER, answered(500, fault11("soap:Client", unknown))))
                .isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void aStrangersDetailIsNotOurs() {
        String strange = "<x:UnknownPurchaseOrder xmlns:x='urn:x'/>";

        assertThat(replies.toAsk(NUMBER, answered(500, fault11("soap:Server", strange))))
                .isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void withoutAnEnvelopeTheStatusDecides() {
        assertThat(replies.toSubmit(NUMBER, answered(200, "<html/>"))).isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toSubmit(NUMBER, answered(200, ""))).isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toSubmit(NUMBER, answered(503, "down"))).isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toSubmit(NUMBER, answered(404, "<html/>"))).isInstanceOf(Reply.Misconfigured.class);
        assertThat(replies.toSubmit(NUMBER, answered(429, "wait"))).isInstanceOf(Reply.NotSent.class);
        assertThat(replies.toAsk(NUMBER, answered(404, "no"))).isInstanceOf(Reply.Misconfigured.class);
    }

    @Test
    void halfAnEnvelopeIsNone() {
        String response = response("Submit", "acknowledged");

        assertThat(replies.toSubmit(NUMBER, answered(200, response.substring(0, response.length() - 5))))
                .isInstanceOf(Reply.Unknown.class);
    }

    static Stream<String> hostile() {
        return HostileXml.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileXmlTellsNothing(String text) {
        assertThat(replies.toSubmit(NUMBER, answered(200, text))).isInstanceOf(Reply.Unknown.class);
        assertThat(replies.toAsk(NUMBER, answered(200, text))).isInstanceOf(Reply.NoAnswer.class);
        assertThat(replies.toCancel(NUMBER, answered(200, text))).isInstanceOf(Reply.NoAnswer.class);
    }

    @Test
    void anEntityInAnEnvelopeTellsNothing() {
        String bomb = "<!DOCTYPE a [<!ENTITY s 'acknowledged'>]>"
                + response("Submit", "acknowledged").replace(">acknowledged<", ">&s;<");

        assertThat(replies.toSubmit(NUMBER, answered(200, bomb))).isInstanceOf(Reply.Unknown.class);
    }

    private static String response(String operation, String status) {
        String name = "po:" + operation + "PurchaseOrderResponse";
        return envelope(
                "http://schemas.xmlsoap.org/soap/envelope/",
                "<" + name + " " + PO + "><po:Statement>"
                        + "<po:Number>po_1</po:Number><po:Status>" + status
                        + "</po:Status><po:Reference>S-7</po:Reference>"
                        + "<po:ExpectedAt>2026-12-01T09:00:00+01:00</po:ExpectedAt><po:Reason>out of stock</po:Reason>"
                        + "<po:Later/></po:Statement></" + name + ">");
    }

    private static String fault11(String code, String detail) {
        return envelope(
                "http://schemas.xmlsoap.org/soap/envelope/",
                "<s:Fault xmlns:soap='x'><faultcode>" + code + "</faultcode><faultstring>so it is</faultstring><detail>"
                        + detail + "</detail></s:Fault>");
    }

    private static String fault12(String code, String subcode, String detail) {
        return envelope(
                "http://www.w3.org/2003/05/soap-envelope",
                "<s:Fault><s:Code><s:Value>s:" + code + "</s:Value>"
                        + subcode + "</s:Code><s:Reason><s:Text xml:lang='en'>so it is</s:Text></s:Reason><s:Detail>"
                        + detail
                        + "</s:Detail></s:Fault>");
    }

    private static String envelope(String namespace, String content) {
        return "<s:Envelope xmlns:s='" + namespace + "'><s:Header/><s:Body>" + content + "</s:Body></s:Envelope>";
    }

    private static Answered answered(int status, @Nullable String body) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return new Answered(status, "text/xml; charset=utf-8", null, new Body(bytes), true);
    }
}
