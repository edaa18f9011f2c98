package dev.millrace.http;

import dev.millrace.wire.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line.
 *
 * @param sku null where the line can not be read
 * @param status of HTTP, as the line would have got it on its own
 * @param problem null where it was done
 */
record BulkAnswer(
        @Nullable String sku, int status, @Nullable Problem problem) {
    private static final int TYPICAL_BYTES = 64;

    static BulkAnswer done(String sku, int status) {
        return new BulkAnswer(sku, status, null);
    }

    static BulkAnswer refused(@Nullable String sku, Problem problem) {
        return new BulkAnswer(sku, problem.code().status(), problem);
    }

    /** One line for each. */
    static ApiResponse response(List<BulkAnswer> answers) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(TYPICAL_BYTES * answers.size());
        for (int line = 0; line < answers.size(); line++) {
            lines.writeBytes(answers.get(line).toJson(line));
            lines.write('\n');
        }
        return ApiResponse.of(200, MediaTypes.NDJSON, lines.toByteArray());
    }

    private byte[] toJson(int line) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject().name("line").number(line);
        json.name("sku").string(sku);
        json.name("status").number(status);
        if (problem != null) {
            json.name("problem").raw(ProblemWriter.write(problem));
        }
        return json.endObject().toBytes();
    }
}
