package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.http.RawConnection.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A body, or a line of one, that is wrong in one place or perhaps not. */
record FieldTrial(String field, String what, String body, boolean isWrong, boolean isOfLines) {
    static List<FieldTrial> all(DescribedBody described) {
        List<FieldTrial> trials = new ArrayList<>();
        for (JsonNode example : described.examples()) {
            assertThat(described.allows(example.toString()))
                    .as(example.toString())
                    .isTrue();
        }
        for (String field : described.fields()) {
            trials.addAll(all(described, described.exampleWith(field), field));
        }
        return trials;
    }

    private static List<FieldTrial> all(DescribedBody described, JsonNode example, String field) {
        List<FieldTrial> trials = new ArrayList<>();
        for (WrongValue value : WrongValue.ALL) {
            String body = described.with(example, field, value.raw());
            trials.add(of(described, field, value.what(), body, value.isAlwaysWrong()));
        }
        if (!field.endsWith("/0")) {
            trials.add(of(described, field, "missing", described.without(example, field), false));
            trials.add(of(described, field, "twice", described.withTwice(example, field), true));
        }
        return trials;
    }

    private static FieldTrial of(
            DescribedBody described, String field, String what, String body, boolean isAlwaysWrong) {
        boolean isWrong = isAlwaysWrong || !described.allows(body);
        return new FieldTrial(field, what, body, isWrong, described.isOfLines());
    }

    /** What is wrong with the answer to what is wrong. */
    Optional<String> judge(Answer answer) {
        JsonNode problem = problem(answer);
        int status = problem.path("status").asInt();
        boolean isNamed = !problem.path("errors").isEmpty();
        for (JsonNode fault : problem.path("errors")) {
            isNamed &= names(fault.path("pointer").asString());
        }
        return (status == 400 || status == 422) && isNamed ? Optional.empty() : Optional.of(this + ": " + problem);
    }

    /** The field itself, what is in it, or what it is in: something may be wanted, or not go together. */
    private boolean names(String pointer) {
        return pointer.equals(field)
                || pointer.startsWith(field + "/")
                || pointer.equals(field.substring(0, field.lastIndexOf('/')));
    }

    private JsonNode problem(Answer answer) {
        if (!isOfLines) {
            return OpenApi.json(answer.body());
        }
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).as("%s", this).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("{\"line\":0,\"sku\":\"GOOD\",\"status\":200}");
        assertThat(lines.getLast()).isEqualTo("{\"line\":2,\"sku\":\"GOOD\",\"status\":200}");
        return OpenApi.json(lines.get(1)).path("problem");
    }

    @Override
    public String toString() {
        return field + " " + what + ": " + (body.length() > 500 ? body.substring(0, 500) + " …" : body);
    }
}
