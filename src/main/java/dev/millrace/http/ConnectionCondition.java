package dev.millrace.http;

import dev.millrace.domain.Refusal;
import dev.millrace.purchasing.Connection;
import dev.millrace.store.ConnectionExpectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client expects of a supplier's connection before it changes it: {@code If-Match} with one tag or several, or
 * {@code *}; {@code If-None-Match: *} for none being there (RFC 9110 §13.1).
 *
 * @param tags of which one must be the connection's; null where it does not matter
 * @param isNew whether none must be there
 */
record ConnectionCondition(@Nullable List<String> tags, boolean isNew) {
    private static final String ANY = "*";

    /** @throws ProblemException if a header can not be read */
    static ConnectionCondition of(ApiRequest request) {
        String ifMatch = single(request, HeaderNames.IF_MATCH);
        String ifNoneMatch = single(request, HeaderNames.IF_NONE_MATCH);
        if (ifNoneMatch != null && !ifNoneMatch.equals(ANY)) {
            throw invalid("If-None-Match takes * here, for what is not there yet.");
        }
        return new ConnectionCondition(ifMatch == null ? null : tags(ifMatch), ifNoneMatch != null);
    }

    /** Whether what is there needs to be looked at. */
    boolean isGiven() {
        return tags != null || isNew;
    }

    /**
     * What the change itself must find, so that nobody is faster between a look and the change.
     *
     * @param found what is there
     * @throws ProblemException if that is not what the client expects
     */
    ConnectionExpectation expectation(Optional<Connection> found) {
        if (isNew) {
            if (found.isPresent()) {
                throw failed();
            }
            return ConnectionExpectation.NOTHING;
        }
        if (tags == null) {
            return ConnectionExpectation.ANYTHING;
        }
        Connection there = found.orElseThrow(ConnectionCondition::failed);
        if (!tags.contains(ANY) && !tags.contains(ConnectionTag.of(there))) {
            throw failed();
        }
        return new ConnectionExpectation(there.changedAt(), false);
    }

    static ProblemException failed() {
        return Results.refused(Refusal.preconditionFailed());
    }

    private static @Nullable String single(ApiRequest request, CharSequence name) {
        if (request.headerCount(name) > 1) {
            throw invalid("Send " + name + " once.");
        }
        return request.header(name);
    }

    /** Cut at commas: one inside a tag makes it none of ours. A weak tag is kept with its mark, and so matches nothing. */
    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            String tag = part.strip();
            String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
            boolean isQuoted = opaque.length() >= 2 && opaque.startsWith("\"") && opaque.endsWith("\"");
            if (!isQuoted && !header.equals(ANY)) {
                throw invalid("If-Match takes entity tags, as ETag gave them, or *.");
            }
            tags.add(tag);
        }
        return tags;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_PARAMETER, detail));
    }
}
