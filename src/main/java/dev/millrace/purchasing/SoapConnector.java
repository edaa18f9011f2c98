package dev.millrace.purchasing;

import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.SoapDocuments.Operation;
import dev.millrace.purchasing.xml.SoapVersion;
import dev.millrace.purchasing.xml.XmlText;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Speaks SOAP 1.1 or 1.2, as {@code supplier/purchase-orders.wsdl} describes it. SOAP itself knows no idempotency; here a
 * purchase order's number is its key. Messages carry the same signature as over REST, as an HTTP header.
 */
final class SoapConnector implements SupplierConnector {
    private final SupplierSettings settings;
    private final SupplierHttp http;
    private final SoapReplies replies;
    private final InstantSource clock;
    private final SoapVersion version;
    private final URI address;

    SoapConnector(SupplierSettings settings, SupplierHttp http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.replies = new SoapReplies(new HttpReplies(clock));
        this.clock = clock;
        this.version = settings.kind() == SupplierSettings.Kind.SOAP11 ? SoapVersion.SOAP_1_1 : SoapVersion.SOAP_1_2;
        this.address = Objects.requireNonNull(settings.address());
    }

    @Override
    public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
        for (Dispatch.Line line : dispatch.lines()) {
            if (!XmlText.canHold(line.sku())) {
                return Future.succeededFuture(new Reply.Misconfigured("XML cannot hold the SKU "
                        + SingleLineText.of(line.sku(), line.sku().length()) + "."));
            }
        }
        byte[] body = SoapDocuments.submission(version, dispatch, settings.callback());
        return send(Operation.SUBMIT, body).map(result -> switch (result) {
            case Answered answer -> replies.toSubmit(dispatch.number(), answer);
            case HttpResult.NotConnected not -> HttpReplies.toSubmit(not);
            case HttpResult.Forbidden forbidden -> HttpReplies.forbidden(forbidden);
            case HttpResult.Lost lost -> HttpReplies.toSubmit(lost);
        });
    }

    @Override
    public Future<Reply.ToAsk> ask(String number) {
        byte[] body = SoapDocuments.about(version, Operation.ASK, number);
        return send(Operation.ASK, body).map(result -> switch (result) {
            case Answered answer -> replies.toAsk(number, answer);
            case HttpResult.NotConnected(String reason) -> HttpReplies.noAnswer(reason);
            case HttpResult.Forbidden forbidden -> HttpReplies.forbidden(forbidden);
            case HttpResult.Lost(String reason) -> HttpReplies.noAnswer(reason);
        });
    }

    @Override
    public Future<Reply.ToCancel> cancel(String number) {
        byte[] body = SoapDocuments.about(version, Operation.CANCEL, number);
        return send(Operation.CANCEL, body).map(result -> switch (result) {
            case Answered answer -> replies.toCancel(number, answer);
            case HttpResult.NotConnected(String reason) -> HttpReplies.noAnswer(reason);
            case HttpResult.Forbidden forbidden -> HttpReplies.forbidden(forbidden);
            case HttpResult.Lost(String reason) -> HttpReplies.noAnswer(reason);
        });
    }

    private Future<HttpResult> send(Operation operation, byte[] body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        switch (version) {
            case SOAP_1_1 -> headers.add("Accept", "text/xml").add("SOAPAction", "\"" + operation.action() + "\"");
            case SOAP_1_2 -> headers.add("Accept", "application/soap+xml");
        }
        headers.add("Content-Type", version.contentType(operation.action()));
        if (settings.secret().isPresent()) {
            headers.add(
                    RequestSignature.HEADER,
                    RequestSignature.sign(
                            settings.secret(), clock.instant(), "POST", HttpCall.targetOf(address), body));
        }
        return http.send(new HttpCall(
                settings.key(), HttpMethod.POST, address, headers, Buffer.buffer(body), settings.timeouts()));
    }
}
