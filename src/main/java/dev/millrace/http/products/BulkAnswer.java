package dev.millrace.http.products;

import dev.millrace.http.ApiResponse;
import dev.millrace.http.MediaTypes;
import dev.millrace.http.Problem;
import dev.millrace.http.ProblemWriter;
import dev.millrace.wire.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line.
 *
 * @param sku null where it cannot be read
 * @param problem null where it was done; otherwise it has the status that the line would have got on its own
 */
record BulkAnswer(@Nullable String sku, @Nullable Problem problem) {
    private static final int TYPICAL_BYTES = 64;
    private static final int DONE = 200;

    /**
     * One line for each.
     *
     * @param path of the request, which its problems are about
     */
    static ApiResponse response(String path, List<BulkAnswer> answers) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(TYPICAL_BYTES * answers.size());
        for (int line = 0; line < answers.size(); line++) {
            lines.writeBytes(answers.get(line).toJson(path, line));
            lines.write('\n');
        }
        return ApiResponse.of(DONE, MediaTypes.NDJSON, lines.toByteArray());
    }

    private byte[] toJson(String path, int line) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject().name("line").number(line);
        json.name("sku").string(sku);
        json.name("status").number(problem == null ? DONE : problem.code().status());
        if (problem != null) {
            json.name("problem").raw(ProblemWriter.write(problem.at(path)));
        }
        return json.endObject().toBytes();
    }
}
