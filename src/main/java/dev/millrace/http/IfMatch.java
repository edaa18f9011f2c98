package dev.millrace.http;

import dev.millrace.domain.Version;
import org.jspecify.annotations.Nullable;

/**
 * The version that a client wants to change, from {@code If-Match}. A tag that we never gave, or a weak one, matches
 * nothing: the command carries a version that no thing has, so that whoever decides still says first whether the thing
 * is there.
 */
final class IfMatch {
    /** No journal has an empty history. */
    static final Version MATCHES_NOTHING = new Version("", 0);

    private static final String ANY = "*";
    private static final int HISTORY_CHARACTERS = 10;
    private static final int NUMBER_DIGITS_MAX = 18;

    private IfMatch() {}

    /**
     * The version, or null where any will do: the header is missing or says {@code *}.
     *
     * @throws ProblemException if it is no entity tag, or several
     */
    static @Nullable Version optional(ApiRequest request) {
        String header = request.header(HeaderNames.IF_MATCH);
        if (header == null || header.equals(ANY)) {
            return null;
        }
        if (request.headerCount(HeaderNames.IF_MATCH) > 1) {
            throw invalid();
        }
        return parse(header);
    }

    /**
     * The version, or null if the header says {@code *}.
     *
     * @throws ProblemException also if the header is missing
     */
    static @Nullable Version required(ApiRequest request) {
        if (request.header(HeaderNames.IF_MATCH) == null) {
            throw new ProblemException(Problem.of(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "Send the ETag of what you want to replace as If-Match, or * if you have not looked."));
        }
        return optional(request);
    }

    private static Version parse(String header) {
        boolean weak = header.startsWith("W/");
        String tag = weak ? header.substring(2) : header;
        boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.indexOf('"', 1) == tag.length() - 1;
        if (!quoted) {
            throw invalid();
        }
        return weak ? MATCHES_NOTHING : version(tag.substring(1, tag.length() - 1));
    }

    private static Version version(String opaque) {
        int dash = opaque.indexOf('-');
        String digits = opaque.substring(dash + 1);
        boolean ours = dash == HISTORY_CHARACTERS && digits.length() <= NUMBER_DIGITS_MAX && Digits.areAll(digits);
        Version version = ours ? new Version(opaque.substring(0, dash), Long.parseLong(digits)) : MATCHES_NOTHING;
        return EntityTag.of(version).equals("\"" + opaque + "\"") ? version : MATCHES_NOTHING;
    }

    private static ProblemException invalid() {
        return new ProblemException(
                Problem.of(ProblemCode.INVALID_PARAMETER, "If-Match takes one entity tag, as ETag gave it, or *."));
    }
}
