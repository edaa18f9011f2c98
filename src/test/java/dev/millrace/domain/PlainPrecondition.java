package dev.millrace.domain;

import dev.millrace.domain.command.Precondition;
import org.jspecify.annotations.Nullable;

/** What a client may want of a version, told once more, in the plainest way. */
final class PlainPrecondition {
    /** Of what is not there. */
    static final long NOTHING = -1;

    private PlainPrecondition() {}

    /** Whether {@code If-Match} holds for a thing with that version. */
    static boolean matches(Precondition precondition, long version) {
        return precondition.ifMatch() == null || names(precondition.ifMatch(), version);
    }

    /** Whether {@code If-None-Match} forbids that version. */
    static boolean forbids(Precondition precondition, long version) {
        return precondition.ifNoneMatch() != null && names(precondition.ifNoneMatch(), version);
    }

    static boolean fails(Precondition precondition, long version) {
        return !matches(precondition, version) || forbids(precondition, version);
    }

    private static boolean names(Precondition.@Nullable Versions versions, long version) {
        if (version == NOTHING) {
            return false;
        }
        return !(versions instanceof Precondition.Versions.Of some)
                || some.versions().stream().anyMatch(one -> one.number() == version);
    }
}
