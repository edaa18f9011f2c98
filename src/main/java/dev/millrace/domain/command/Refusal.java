package dev.millrace.domain.command;

import dev.millrace.domain.model.Fault;
import java.util.List;

/**
 * Why a command was not decided.
 *
 * @param kind which sort of refusal, for the transport to translate
 * @param code for machines, for example {@code unknown_sku}
 * @param detail for people
 * @param faults each single fault, where there are several
 */
public record Refusal(Kind kind, String code, String detail, List<Fault> faults) {
    /** The sorts of refusal. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT,
        PRECONDITION_FAILED
    }

    public Refusal {
        faults = List.copyOf(faults);
    }

    public static Refusal invalid(List<Fault> faults) {
        return new Refusal(Kind.INVALID, "validation_failed", "The content cannot be accepted.", faults);
    }

    public static Refusal notFound(String what) {
        return new Refusal(Kind.NOT_FOUND, "not_found", what, List.of());
    }

    public static Refusal conflict(String code, String detail) {
        return new Refusal(Kind.CONFLICT, code, detail, List.of());
    }

    public static Refusal preconditionFailed() {
        return new Refusal(
                Kind.PRECONDITION_FAILED,
                "precondition_failed",
                "The resource has changed since the version that If-Match names.",
                List.of());
    }

    /** There is what {@code If-None-Match} asks not to be there. */
    public static Refusal present() {
        return new Refusal(
                Kind.PRECONDITION_FAILED,
                "precondition_failed",
                "The resource has a version that If-None-Match excludes.",
                List.of());
    }
}
