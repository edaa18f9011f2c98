package dev.millrace.http;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/** Asks an endpoint and turns what it throws into the answer that the client would see. */
public final class EndpointCase {
    private EndpointCase() {}

    public static ApiResponse ask(Endpoint endpoint, RequestCase request) {
        Future<ApiResponse> answer;
        try {
            answer = endpoint.handle(request.request());
        } catch (ProblemException refused) {
            return refused.problem().toResponse();
        }
        if (answer.succeeded()) {
            return answer.result();
        }
        if (answer.cause() instanceof ProblemException refused) {
            return refused.problem().toResponse();
        }
        throw new AssertionError("no answer", answer.cause());
    }

    public static String text(ApiResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The value of a header, or the empty string. */
    public static String header(ApiResponse answer, CharSequence name) {
        return answer.headers().stream()
                .filter(header -> header.name().toString().equalsIgnoreCase(name.toString()))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
