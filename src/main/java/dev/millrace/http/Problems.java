package dev.millrace.http;

import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Fault;
import dev.millrace.store.OperationFailure;
import java.util.List;

/** The problems that more than one route answers with, and what failures look like from outside. */
public final class Problems {
    private static final String RETRY_AFTER_SECONDS = "1";

    private Problems() {}

    /** Of something that was asked for by name. */
    public static Problem notFound(String detail) {
        return Problem.of(ProblemCode.NOT_FOUND, detail);
    }

    /** Every fault that was found in content that is readable. */
    public static Problem validationFailed(List<Fault> faults) {
        return Problem.of(ProblemCode.VALIDATION_FAILED, "The content cannot be accepted.", faults);
    }

    /** A key that has an outcome of other content. */
    public static Problem idempotencyKeyReused() {
        return Problem.of(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "This Idempotency-Key belongs to an earlier request with other content. Send a new key.");
    }

    /** A command that was not decided. */
    public static Problem of(Refusal refusal) {
        ProblemCode named = ProblemCode.find(refusal.code());
        ProblemCode code = switch (refusal.kind()) {
            case INVALID -> ProblemCode.VALIDATION_FAILED;
            case NOT_FOUND -> ProblemCode.NOT_FOUND;
            case PRECONDITION_FAILED -> ProblemCode.PRECONDITION_FAILED;
            case CONFLICT -> {
                if (named == null) {
                    throw new IllegalStateException("a conflict that no problem describes: " + refusal.code());
                }
                yield named;
            }
        };
        return Problem.of(code, refusal.detail(), refusal.faults());
    }

    /** An operation that failed though nothing is wrong with the request. */
    public static Problem of(OperationFailure failure) {
        return switch (failure) {
            case OperationFailure.Overloaded _ -> retryLater(ProblemCode.OVERLOADED, "The server is overloaded.", true);
            case OperationFailure.ShuttingDown _ ->
                retryLater(
                        ProblemCode.SHUTTING_DOWN,
                        "The server is shutting down. Send the request to another one.",
                        true);
            case OperationFailure.DeadlineExceeded deadline ->
                deadline.notExecuted()
                        ? retryLater(ProblemCode.OVERLOADED, "It could not be started before its deadline.", true)
                        : outcomeUnknown("The deadline came before the answer.");
            case OperationFailure.StoreUnavailable store ->
                store.notExecuted()
                        ? retryLater(ProblemCode.STORE_UNAVAILABLE, "The database cannot be reached.", true)
                        : outcomeUnknown("The database stopped answering.");
        };
    }

    /** A bug. Nothing of it leaks but the id under which the log knows it. */
    public static Problem unexpected(String requestId) {
        return Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        "An unexpected error occurred. Give the request_id to whoever runs this server: its log has the details.")
                .with(new Problem.Member.Text("request_id", requestId));
    }

    private static Problem outcomeUnknown(String what) {
        return retryLater(
                ProblemCode.OUTCOME_UNKNOWN,
                what + " It may have been done. Sending it again with the same Idempotency-Key is safe.",
                false);
    }

    /** Either way the same key may be sent again; {@code not_executed} says that nothing was done. */
    private static Problem retryLater(ProblemCode code, String detail, boolean notExecuted) {
        Problem problem = Problem.of(code, detail).withHeader(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return notExecuted ? problem.with(new Problem.Member.Flag("not_executed", true)) : problem;
    }
}
