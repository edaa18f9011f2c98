package dev.millrace.http;

/** Leaves the reading of a request at the first thing that makes it useless, and carries the answer. No stack trace. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code().text(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
