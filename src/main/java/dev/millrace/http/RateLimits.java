package dev.millrace.http;

import dev.millrace.access.Admission;
import dev.millrace.access.LimitFields;
import dev.millrace.access.Traffic;
import io.vertx.core.http.HttpServerResponse;

/** How a request that is too much is answered, and how other answers tell of the limits that counted theirs. */
final class RateLimits {
    /** Every bucket has gained something by then; when another request ends, nobody knows. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private RateLimits() {}

    /**
     * The request was refused before anything of it was read or decided. That is said of this request alone: an earlier one
     * with the same Idempotency-Key may have been decided, and keeps its outcome.
     */
    static Problem refusal(Admission.Refused refused) {
        Problem problem = Problem.of(ProblemCode.RATE_LIMITED, detail(refused.limit()))
                .with(new Problem.Member.Flag("not_executed", true))
                .with(new Problem.Member.Text("limit", refused.limit().name()))
                .withHeader(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .withHeader(HeaderNames.RATE_LIMIT_POLICY, refused.fields().policy());
        String left = refused.fields().left();
        return left.isEmpty() ? problem : problem.withHeader(HeaderNames.RATE_LIMIT, left);
    }

    private static String detail(Admission.Exceeded limit) {
        String allowed = limit.isRate()
                ? "may send " + limit.most() + " " + limit.traffic().text() + " a second"
                : "may have " + limit.most() + " " + limit.traffic().text() + " under way at once";
        String what = "This request was not executed: its " + limit.holder() + " " + allowed + ". Send it again later";
        return limit.traffic() == Traffic.WRITE
                ? what
                        + ", with the same Idempotency-Key if it had one; an earlier request with that key keeps its outcome."
                : what + ".";
    }

    /** Adds to an answer what the limits say of its request. */
    static void write(LimitFields fields, HttpServerResponse response) {
        response.putHeader(HeaderNames.RATE_LIMIT_POLICY, fields.policy());
        if (!fields.left().isEmpty()) {
            response.putHeader(HeaderNames.RATE_LIMIT, fields.left());
        }
    }
}
