package dev.millrace.purchasing;

import dev.millrace.purchasing.HttpReplies.Meaning;
import dev.millrace.purchasing.HttpResult.Answered;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Speaks JSON over HTTP: {@code POST …/purchase-orders}, {@code GET …/purchase-orders/{number}} and {@code POST
 * …/purchase-orders/{number}/cancel}, each signed. docs/suppliers.md is the supplier's side of it.
 */
final class RestConnector implements SupplierConnector {
    private static final byte[] NOTHING = {};
    private static final byte[] EMPTY_OBJECT = {'{', '}'};
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final SupplierSettings settings;
    private final SupplierHttp http;
    private final HttpReplies replies;
    private final InstantSource clock;
    private final String base;

    RestConnector(SupplierSettings settings, SupplierHttp http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.replies = new HttpReplies(clock);
        this.clock = clock;
        this.base = Objects.requireNonNull(settings.address()).toString().replaceFirst("/+$", "") + "/purchase-orders";
    }

    @Override
    public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Idempotency-Key", dispatch.number())
                .add("Millrace-Attempt", Integer.toString(dispatch.attempt()));
        byte[] body = RestDocuments.submission(dispatch, settings.callback());
        return send(HttpMethod.POST, base, headers, body).compose(result -> switch (result) {
            case Answered answer -> submitted(dispatch, answer);
            case HttpResult.NotConnected not -> Future.succeededFuture(HttpReplies.toSubmit(not));
            case HttpResult.Forbidden forbidden -> Future.succeededFuture(HttpReplies.forbidden(forbidden));
            case HttpResult.Lost lost -> Future.succeededFuture(HttpReplies.toSubmit(lost));
        });
    }

    private Future<Reply.ToSubmit> submitted(Dispatch dispatch, Answered answer) {
        byte[] body = answer.body().bytes();
        return switch (replies.meaning(answer)) {
            case DONE -> Future.succeededFuture(done(dispatch, answer));
            case KNOWN_THERE -> ask(dispatch.number()).map(RestConnector::known);
            case REFUSED, LATER, MISCONFIGURED, DOUBTFUL ->
                Future.succeededFuture(replies.toSubmit(answer, RestDocuments.reason(body)));
        };
    }

    private Reply.ToSubmit done(Dispatch dispatch, Answered answer) {
        if (answer.whole() && answer.body().isEmpty() && HttpReplies.saysTaken(answer.status())) {
            return new Reply.Sent();
        }
        PurchaseOrderReport statement = statement(answer);
        return statement == null
                ? replies.toSubmit(answer, "what it said cannot be read.")
                : statement.toSubmit(dispatch.number());
    }

    /** It knows the number, and was asked what became of it. */
    private static Reply.ToSubmit known(Reply.ToAsk answer) {
        return switch (answer) {
            case Reply.Sent sent -> sent;
            case Reply.Acknowledged acknowledged -> acknowledged;
            case Reply.Rejected rejected -> rejected;
            case Reply.Cancelled _ -> new Reply.Rejected("The supplier has cancelled it.");
            case Reply.NotKnown _ ->
                new Reply.Unknown("The supplier says that it knows the number and that it does not.");
            case Reply.Misconfigured(String reason) -> new Reply.Unknown(reason);
            case Reply.NoAnswer(String reason, var _) -> new Reply.Unknown(reason);
        };
    }

    @Override
    public Future<Reply.ToAsk> ask(String number) {
        return send(HttpMethod.GET, base + "/" + number, MultiMap.caseInsensitiveMultiMap(), NOTHING)
                .map(result -> switch (result) {
                    case Answered answer -> asked(number, answer);
                    case HttpResult.NotConnected(String reason) -> HttpReplies.noAnswer(reason);
                    case HttpResult.Forbidden forbidden -> HttpReplies.forbidden(forbidden);
                    case HttpResult.Lost(String reason) -> HttpReplies.noAnswer(reason);
                });
    }

    private Reply.ToAsk asked(String number, Answered answer) {
        byte[] body = answer.body().bytes();
        if (answer.status() == NOT_FOUND && answer.whole() && RestDocuments.saysNotKnown(body)) {
            return new Reply.NotKnown();
        }
        if (replies.meaning(answer) != Meaning.DONE) {
            return replies.toAsk(answer, RestDocuments.reason(body));
        }
        PurchaseOrderReport statement = statement(answer);
        return statement == null ? replies.toAsk(answer, "what it said cannot be read.") : statement.toAsk(number);
    }

    @Override
    public Future<Reply.ToCancel> cancel(String number) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Idempotency-Key", number + ":cancel");
        return send(HttpMethod.POST, base + "/" + number + "/cancel", headers, EMPTY_OBJECT)
                .map(result -> switch (result) {
                    case Answered answer -> cancelled(number, answer);
                    case HttpResult.NotConnected(String reason) -> HttpReplies.noAnswer(reason);
                    case HttpResult.Forbidden forbidden -> HttpReplies.forbidden(forbidden);
                    case HttpResult.Lost(String reason) -> HttpReplies.noAnswer(reason);
                });
    }

    private Reply.ToCancel cancelled(String number, Answered answer) {
        byte[] body = answer.body().bytes();
        if (answer.status() == NOT_FOUND && answer.whole() && RestDocuments.saysNotKnown(body)) {
            return new Reply.NotKnown();
        }
        if (replies.meaning(answer) != Meaning.DONE) {
            return replies.toCancel(answer, RestDocuments.reason(body));
        }
        if (answer.whole() && answer.body().isEmpty() && answer.status() == NO_CONTENT) {
            return new Reply.Cancelled();
        }
        PurchaseOrderReport statement = statement(answer);
        return statement == null
                ? replies.toCancel(answer, "what it said cannot be read.")
                : statement.toCancel(number);
    }

    private static @Nullable PurchaseOrderReport statement(Answered answer) {
        return answer.whole() ? RestDocuments.statement(answer.body().bytes()) : null;
    }

    private Future<HttpResult> send(HttpMethod method, String address, MultiMap headers, byte[] body) {
        URI uri = URI.create(address);
        headers.add("Accept", "application/json, application/problem+json");
        if (body.length > 0) {
            headers.add("Content-Type", "application/json");
        }
        if (settings.secret().isPresent()) {
            headers.add(
                    RequestSignature.HEADER,
                    RequestSignature.sign(
                            settings.secret(), clock.instant(), method.name(), HttpCall.targetOf(uri), body));
        }
        return http.send(new HttpCall(settings.key(), method, uri, headers, Buffer.buffer(body), settings.timeouts()));
    }
}
