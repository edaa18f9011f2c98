package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            abc                 | abc
            "abc"               | abc
            a"b                 | a"b
            "a\\"b"             | a"b
            a\\b                | a\\b
            "a\\\\b"            | a\\b
            'abc'               | 'abc'
            a,b;c=d             | a,b;c=d
            8e03978e-40d5-43dd  | 8e03978e-40d5-43dd
            "!~"                | !~
            """)
    void quotedAndBareAreTheSameKey(String header, String key) {
        assertThat(IdempotencyKey.parse(header)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"",
                "\"\"",
                "\"abc",
                "\"abc\\\"",
                "\"a\"b\"",
                "\"abc\";a=1",
                "\"abc\" ",
                "\"a\\bc\"",
                "a b",
                "\"a b\"",
                "a\tb",
                "é",
                "\"é\"",
                "a\u0000",
                "a\u007f",
                "\"a\\"
            })
    void refusesWhatIsNone(String header) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> IdempotencyKey.parse(header));

        assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
    }

    @Test
    void countsCharactersWithoutQuotesAndEscapes() {
        assertThat(IdempotencyKey.parse("k".repeat(255))).hasSize(255);
        assertThat(IdempotencyKey.parse("\"" + "\\\\".repeat(255) + "\"")).isEqualTo("\\".repeat(255));
        assertThat(catchThrowableOfType(ProblemException.class, () -> IdempotencyKey.parse("k".repeat(256))))
                .isNotNull();
    }

    @Test
    void theHeaderMustBeThere() {
        assertThat(problemOf(new RequestCase()).code()).isEqualTo(ProblemCode.MISSING_IDEMPOTENCY_KEY);
    }

    @Test
    void theHeaderMustBeThereOnce() {
        RequestCase twice = new RequestCase().header("Idempotency-Key", "a").header("Idempotency-Key", "a");

        assertThat(problemOf(twice).code()).isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
    }

    @Test
    void theHeadersNameHasNoCase() {
        assertThat(IdempotencyKey.of(
                        new RequestCase().header("idempotency-KEY", "\"a\"").request()))
                .isEqualTo("a");
    }

    private static Problem problemOf(RequestCase request) {
        return catchThrowableOfType(ProblemException.class, () -> IdempotencyKey.of(request.request()))
                .problem();
    }
}
