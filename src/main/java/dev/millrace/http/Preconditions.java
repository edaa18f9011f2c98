package dev.millrace.http;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Conditional;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Precondition.Versions;
import dev.millrace.domain.model.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to hold of a thing, from {@code If-Match} and {@code If-None-Match} (RFC 9110 §13). A tag that we
 * never gave matches nothing, and neither does a weak one in {@code If-Match}.
 */
public final class Preconditions {
    private static final int HISTORY_CHARACTERS = 10;
    private static final int NUMBER_DIGITS_MAX = 18;

    private Preconditions() {}

    /**
     * What must hold so that a thing may be changed, for whoever decides.
     *
     * @throws ProblemException if a header is neither {@code *} nor a list of entity tags
     */
    public static Precondition ofChange(ApiRequest request) {
        EntityTags ifMatch = tags(request, HeaderNames.IF_MATCH);
        EntityTags ifNoneMatch = tags(request, HeaderNames.IF_NONE_MATCH);
        return ifMatch == null && ifNoneMatch == null
                ? Precondition.NONE
                : new Precondition(versions(ifMatch, false), versions(ifNoneMatch, true));
    }

    /**
     * The same where what stands there may be lost.
     *
     * @throws ProblemException also if there is neither header
     */
    public static Precondition ofReplacement(ApiRequest request) {
        Precondition precondition = ofChange(request);
        if (precondition.equals(Precondition.NONE)) {
            throw new ProblemException(Problem.of(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "Send the ETag of what you want to replace as If-Match, or * if you have not looked."));
        }
        return precondition;
    }

    /**
     * Makes sure that nothing is done in spite of a condition which nobody looks at.
     *
     * @throws ProblemException if the request has one and the command has not
     */
    static void requireHeeded(ApiRequest request, Command command) {
        boolean isHeeded = command instanceof Conditional conditional
                && !conditional.precondition().equals(Precondition.NONE);
        if (!isHeeded) {
            requireNone(request);
        }
    }

    /**
     * Makes sure that the request has no condition that could fail. Tags in {@code If-None-Match} cannot: what stands here has no
     * version that they could name (RFC 9110, section 13.1.2). Clients that keep ETags send them with whatever they repeat.
     *
     * @throws ProblemException if it has one
     */
    public static void requireNone(ApiRequest request) {
        EntityTags ifNoneMatch = tags(request, HeaderNames.IF_NONE_MATCH);
        boolean wantsNothingThere = ifNoneMatch != null && ifNoneMatch.any();
        if (request.header(HeaderNames.IF_MATCH) != null || wantsNothingThere) {
            throw new ProblemException(Problem.of(
                    ProblemCode.INVALID_PARAMETER,
                    "If-Match and If-None-Match: * are not supported here. Nothing was done."));
        }
    }

    /**
     * Whether a client that reads has this version already and wants no other, so that 304 is its answer.
     *
     * @param tag of what it would be shown, with its quotes
     * @throws ProblemException if it wants another version than this one, or says so in a way that cannot be read
     */
    public static boolean isKnown(ApiRequest request, String tag) {
        EntityTags ifMatch = tags(request, HeaderNames.IF_MATCH);
        if (ifMatch != null && !ifMatch.matchStrongly(tag)) {
            throw new ProblemException(Problem.of(
                    ProblemCode.PRECONDITION_FAILED,
                    "The resource has changed since the version that If-Match names."));
        }
        if (request.header(HeaderNames.IF_NONE_MATCH) == null) {
            return false;
        }
        // What cannot be read says of no version that the client has it; an answer in full is never wrong.
        EntityTags known = EntityTags.parse(request.headers(HeaderNames.IF_NONE_MATCH));
        return known != null && known.matchWeakly(tag);
    }

    /** What a header says, or null if it is missing. */
    public static @Nullable EntityTags tags(ApiRequest request, CharSequence name) {
        if (request.header(name) == null) {
            return null;
        }
        EntityTags tags = EntityTags.parse(request.headers(name));
        if (tags == null) {
            throw new ProblemException(Problem.of(
                    ProblemCode.INVALID_PARAMETER, name + " takes entity tags, as ETag gave them, or * alone."));
        }
        return tags;
    }

    private static @Nullable Versions versions(@Nullable EntityTags tags, boolean weakToo) {
        if (tags == null) {
            return null;
        }
        return tags.any() ? new Versions.Any() : new Versions.Of(versions(tags.tags(), weakToo));
    }

    private static Set<Version> versions(List<EntityTags.Tag> tags, boolean weakToo) {
        Set<Version> versions = new HashSet<>();
        for (EntityTags.Tag tag : tags) {
            Version version = tag.weak() && !weakToo ? null : version(tag.quoted());
            if (version != null) {
                versions.add(version);
            }
        }
        return versions;
    }

    private static @Nullable Version version(String quoted) {
        String opaque = quoted.substring(1, quoted.length() - 1);
        int dash = opaque.indexOf('-');
        String digits = opaque.substring(dash + 1);
        if (dash != HISTORY_CHARACTERS || digits.length() > NUMBER_DIGITS_MAX || !Digits.areAll(digits)) {
            return null;
        }
        Version version = new Version(opaque.substring(0, dash), Long.parseLong(digits));
        return EntityTag.of(version).equals(quoted) ? version : null;
    }
}
