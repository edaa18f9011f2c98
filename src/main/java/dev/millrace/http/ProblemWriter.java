package dev.millrace.http;

import dev.millrace.domain.model.Fault;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.StorableText;

/** Writes {@code application/problem+json}. The same problem always gives the same bytes. */
public final class ProblemWriter {
    private static final int TYPICAL_BYTES = 512;
    private static final int REPLACEMENT_CHARACTER = 0xFFFD;

    private ProblemWriter() {}

    public static byte[] write(Problem problem) {
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        json.beginObject();
        json.name("type").string(problem.code().type());
        json.name("title").string(problem.code().title());
        json.name("status").number(problem.code().status());
        json.name("detail").string(writable(problem.detail()));
        if (problem.instance() != null) {
            json.name("instance").string(writable(problem.instance()));
        }
        json.name("code").string(problem.code().text());
        if (!problem.errors().isEmpty()) {
            json.name("errors").beginArray();
            problem.errors().forEach(fault -> write(json, fault));
            json.endArray();
        }
        problem.members().forEach(member -> write(json, member));
        return json.endObject().toBytes();
    }

    private static void write(JsonWriter json, Fault fault) {
        json.beginObject();
        json.name("pointer").string(writable(fault.pointer()));
        json.name("code").string(fault.code());
        json.name("detail").string(writable(fault.detail()));
        json.endObject();
    }

    private static void write(JsonWriter json, Problem.Member member) {
        json.name(member.name());
        switch (member) {
            case Problem.Member.Text text -> json.string(writable(text.value()));
            case Problem.Member.Count count -> json.number(count.value());
            case Problem.Member.Flag flag -> json.bool(flag.value());
            case Problem.Member.Json ready -> json.raw(ready.value());
        }
    }

    /**
     * A problem may quote what the client sent, and a client may send half a surrogate pair, which is no UTF-8: it
     * becomes the replacement character.
     */
    private static String writable(String text) {
        if (!StorableText.hasInvalidCharacter(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isLoneSurrogate(point) ? REPLACEMENT_CHARACTER : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
