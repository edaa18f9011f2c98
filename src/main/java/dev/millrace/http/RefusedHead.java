package dev.millrace.http;

import io.netty.handler.codec.DecoderResult;

/**
 * The verdict on a request whose head could be read but breaks a rule of HTTP. It counts as decoded, so that the server
 * handles it like any other request, reads over what still comes of its body, and answers it with a problem.
 */
public final class RefusedHead extends DecoderResult {
    private final Problem problem;

    RefusedHead(ProblemCode code, String detail) {
        super(SIGNAL_SUCCESS);
        this.problem = Problem.of(code, detail);
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
