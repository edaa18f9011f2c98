package dev.millrace.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.domain.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes {@code application/problem+json}. The same problem always gives the same bytes. */
final class ProblemWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int TYPICAL_BYTES = 512;

    private ProblemWriter() {}

    static byte[] write(Problem problem) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", problem.code().type());
            json.writeStringField("title", problem.code().title());
            json.writeNumberField("status", problem.code().status());
            json.writeStringField("detail", writable(problem.detail()));
            if (problem.instance() != null) {
                json.writeStringField("instance", writable(problem.instance()));
            }
            json.writeStringField("code", problem.code().text());
            if (!problem.errors().isEmpty()) {
                writeErrors(json, problem);
            }
            for (Problem.Member member : problem.members()) {
                writeMember(json, member);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeErrors(JsonGenerator json, Problem problem) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Fault fault : problem.errors()) {
            json.writeStartObject();
            json.writeStringField("pointer", writable(fault.pointer()));
            json.writeStringField("code", fault.code());
            json.writeStringField("detail", writable(fault.detail()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMember(JsonGenerator json, Problem.Member member) throws IOException {
        json.writeFieldName(member.name());
        switch (member) {
            case Problem.Member.Text text -> json.writeString(writable(text.value()));
            case Problem.Member.Flag flag -> json.writeBoolean(flag.value());
            case Problem.Member.Json raw -> json.writeRawValue(new String(raw.value(), StandardCharsets.UTF_8));
        }
    }

    /**
     * A problem may quote what the client sent, and a client may send half a surrogate pair, which is no UTF-8: it
     * becomes the replacement character.
     */
    private static String writable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaceLoneSurrogates(text);
            }
        }
        return text;
    }

    private static String replaceLoneSurrogates(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
