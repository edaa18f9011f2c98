package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.domain.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void readsTheTagsThatWeGive() {
        Version version = new Version("k3v9q0a2bz", 41);

        assertThat(IfMatch.optional(with(EntityTag.of(version)))).isEqualTo(version);
        assertThat(IfMatch.required(with(EntityTag.of(version)))).isEqualTo(version);
    }

    @Test
    void aStarTakesAnyVersion() {
        assertThat(IfMatch.optional(with("*"))).isNull();
        assertThat(IfMatch.required(with("*"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"k3v9q0a2bz-41\"",
                "\"\"",
                "\"abc\"",
                "\"k3v9q0a2bz\"",
                "\"k3v9q0a2bz-\"",
                "\"k3v9q0a2bz-041\"",
                "\"k3v9q0a2bz-+41\"",
                "\"k3v9q0a2bz-4.1\"",
                "\"k3v9q0a2bz-99999999999999999999\"",
                "\"-41\"",
                "\"k3v9q0a2b-41\""
            })
    void aTagThatWeNeverGaveMatchesNothing(String header) {
        assertThat(IfMatch.optional(with(header))).isEqualTo(IfMatch.MATCHES_NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "k3v9q0a2bz-41", "\"", "\"abc", "\"a\", \"b\"", "W/abc", "w/\"a\"", "\"a\" "})
    void whatIsNoTagIsRefused(String header) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> IfMatch.optional(with(header)));

        assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void itMayBeLeftOutWhereNothingIsReplaced() {
        ApiRequest without = new RequestCase().request();

        assertThat(IfMatch.optional(without)).isNull();
        assertThat(catchThrowableOfType(ProblemException.class, () -> IfMatch.required(without))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.PRECONDITION_REQUIRED);
    }

    private static ApiRequest with(String header) {
        return new RequestCase().header("If-Match", header).request();
    }
}
