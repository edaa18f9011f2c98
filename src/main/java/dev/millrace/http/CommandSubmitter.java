package dev.millrace.http;

import dev.millrace.domain.command.Command;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.wire.JsonDocument;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Where requests become commands: it reads their documents, gives each command its id and its time, and hands it over.
 * Belongs to one event loop.
 */
public final class CommandSubmitter {
    private final CommandGate gate;
    private final Uuid7 ids;
    private final RequestDocuments documents;

    public CommandSubmitter(CommandGate gate, Uuid7 ids, RequestDocuments documents) {
        this.gate = gate;
        this.ids = ids;
        this.documents = documents;
    }

    /** Makes a command; what it has in common with all others is given. */
    @FunctionalInterface
    public interface Maker {
        Command make(int merchantId, UUID id, Instant receivedAt);
    }

    /** @throws ProblemException if anything is wrong with the body */
    public <T> T read(ApiRequest request, JsonDocument<T> document) {
        return documents.read(request.body(), document);
    }

    /** Reads a part of the body. */
    public <T> T read(ApiRequest request, int from, int to, JsonDocument<T> document) {
        return documents.read(request.body(), from, to, document);
    }

    /** Makes sure that the body says nothing. */
    public void readNothing(ApiRequest request) {
        if (request.body().length > 0) {
            documents.read(request.body(), EmptyDocument::read);
        }
    }

    /** Hands a command to its lane; the answer is as {@link CommandGate#submit} says. */
    public Future<Result> submit(ApiRequest request, Maker maker) {
        return submit(request, request.merchantId(), maker);
    }

    /** The same for a request that proves in another way than by an API key whose business it is about. */
    public Future<Result> submit(ApiRequest request, int merchantId, Maker maker) {
        // Milliseconds, as the id has them: what is stored, shown and searched is then the same to the last digit.
        Instant at = request.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        Command command = maker.make(merchantId, ids.next(at), at);
        Preconditions.requireHeeded(request, command);
        return gate.submit(command, request.deadlineNanos());
    }
}
