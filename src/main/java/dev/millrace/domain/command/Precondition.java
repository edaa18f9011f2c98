package dev.millrace.domain.command;

import dev.millrace.domain.model.Version;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the version of the thing that a command is about, so that it is decided (RFC 9110 §13.1). It travels
 * in the command, since only whoever decides knows the version that counts.
 *
 * @param ifMatch which versions it may have, or null where any will do and also none
 * @param ifNoneMatch which versions it must not have, or null
 */
public record Precondition(
        @Nullable Versions ifMatch, @Nullable Versions ifNoneMatch) {
    /** Whatever there is, or nothing. */
    public static final Precondition NONE = new Precondition(null, null);

    /** Versions of a thing. */
    public sealed interface Versions {
        /** Every version that there is. */
        record Any() implements Versions {}

        /** Some; none at all matches nothing. */
        record Of(Set<Version> versions) implements Versions {
            public Of {
                versions = Set.copyOf(versions);
            }
        }

        /** @param current of the thing, or null if there is none */
        default boolean match(@Nullable Version current) {
            return current != null
                    && switch (this) {
                        case Any _ -> true;
                        case Of(Set<Version> versions) -> versions.contains(current);
                    };
        }
    }

    /** The thing must have this version. */
    public static Precondition is(Version version) {
        return new Precondition(new Versions.Of(Set.of(version)), null);
    }

    /** There must be no such thing yet. */
    public static Precondition absent() {
        return new Precondition(null, new Versions.Any());
    }

    /** Whether only a thing that is not there fulfils it. */
    public boolean wantsNothing() {
        return ifNoneMatch instanceof Versions.Any;
    }

    /**
     * Why the command must not be decided, or null.
     *
     * @param current version of the thing, or null if there is none
     */
    public @Nullable Refusal refusal(@Nullable Version current) {
        if (ifMatch != null && !ifMatch.match(current)) {
            return Refusal.preconditionFailed();
        }
        return refusalOfPresent(current);
    }

    /** The same for {@code ifNoneMatch} alone, which counts even where the command would change nothing. */
    public @Nullable Refusal refusalOfPresent(@Nullable Version current) {
        return ifNoneMatch != null && ifNoneMatch.match(current) ? Refusal.present() : null;
    }
}
