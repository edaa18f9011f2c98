package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.wire.JsonDocument;
import dev.millrace.wire.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads documents as the API does and says what was found, one line for each fault: {@code pointer code}. */
public final class DocumentCase {
    static final RequestDocuments DOCUMENTS = new RequestDocuments(new StrictJson(32));

    private DocumentCase() {}

    public static <T> T read(String body, JsonDocument<T> document) {
        return DOCUMENTS.read(body.getBytes(StandardCharsets.UTF_8), document);
    }

    public static void assertRefused(byte[] body, JsonDocument<?> document, ProblemCode code, String... faults) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> DOCUMENTS.read(body, document));

        assertThat(refused).as("a problem").isNotNull();
        List<String> found = refused.problem().errors().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
        assertThat(found).containsExactly(faults);
        assertThat(refused.problem().code()).isEqualTo(code);
    }

    public static void assertRefused(String body, JsonDocument<?> document, ProblemCode code, String... faults) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8), document, code, faults);
    }
}
