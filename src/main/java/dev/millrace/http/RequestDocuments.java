package dev.millrace.http;

import dev.millrace.wire.Faults;
import dev.millrace.wire.JsonDocument;
import dev.millrace.wire.StrictJson;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests, or leaves with the problem that names every fault found. Safe for any thread. */
public final class RequestDocuments {
    private final StrictJson json;

    public RequestDocuments(StrictJson json) {
        this.json = json;
    }

    /** @throws ProblemException if anything is wrong with the document */
    <T> T read(byte[] bytes, JsonDocument<T> document) {
        return read(bytes, 0, bytes.length, document);
    }

    /** Reads a document that stands from {@code from} to before {@code to}. */
    <T> T read(byte[] bytes, int from, int to, JsonDocument<T> document) {
        Faults faults = new Faults();
        T content = json.read(bytes, from, to, faults, document);
        if (!faults.isEmpty()) {
            throw new ProblemException(problem(faults));
        }
        if (content == null) {
            throw new IllegalStateException("nothing was read and no fault was noted");
        }
        return content;
    }

    private static Problem problem(Faults faults) {
        String formatCode = faults.firstFormatCode();
        return formatCode == null
                ? Problems.validationFailed(faults.all())
                : Problem.of(known(ProblemCode.find(formatCode), formatCode), "The body cannot be read.", faults.all());
    }

    private static ProblemCode known(@Nullable ProblemCode code, String text) {
        if (code == null) {
            throw new IllegalStateException("a fault that no problem describes: " + text);
        }
        return code;
    }
}
