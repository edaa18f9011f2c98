package dev.millrace.http.suppliers;

import dev.millrace.domain.command.Refusal;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.CommandResults;
import dev.millrace.http.EntityTags;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.Preconditions;
import dev.millrace.http.ProblemException;
import dev.millrace.purchasing.Connection;
import dev.millrace.store.ConnectionExpectation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client expects of a supplier's connection before it changes it (RFC 9110 §13.1): {@code If-Match} with the tags of
 * which it must have one, {@code If-None-Match} with those that it must not have; {@code *} is whatever there is.
 *
 * @param ifMatch null where it was not sent
 * @param ifNoneMatch null where it was not sent
 */
record ConnectionCondition(
        @Nullable EntityTags ifMatch, @Nullable EntityTags ifNoneMatch) {

    /** @throws ProblemException if a header cannot be read */
    static ConnectionCondition of(ApiRequest request) {
        return new ConnectionCondition(
                Preconditions.tags(request, HeaderNames.IF_MATCH),
                Preconditions.tags(request, HeaderNames.IF_NONE_MATCH));
    }

    /** Whether what is there needs to be looked at. */
    boolean isGiven() {
        return ifMatch != null || ifNoneMatch != null;
    }

    /**
     * What the change itself must find, so that nobody is faster between a look and the change.
     *
     * @param found what is there
     * @throws ProblemException if that is not what the client expects
     */
    ConnectionExpectation expectation(Optional<Connection> found) {
        if (!isGiven()) {
            return ConnectionExpectation.ANYTHING;
        }
        if (found.isEmpty()) {
            if (ifMatch != null) {
                throw failed();
            }
            return ConnectionExpectation.NOTHING;
        }
        String tag = ConnectionTag.of(found.get());
        boolean fails = (ifMatch != null && !ifMatch.matchStrongly(tag))
                || (ifNoneMatch != null && ifNoneMatch.matchWeakly(tag));
        if (fails) {
            throw failed();
        }
        return new ConnectionExpectation(found.get().changedAt(), false);
    }

    static ProblemException failed() {
        return CommandResults.refused(Refusal.preconditionFailed());
    }
}
