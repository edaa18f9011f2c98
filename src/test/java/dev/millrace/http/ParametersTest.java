package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void readsValuesWithinTheirLimits() {
        Parameters parameters = of("number=10&time=2026-11-24T08:00:00%2B01:00&word=open&place=k3v9q0a2bz:7&bare=7");

        assertThat(parameters.integer("number", 1, 10, 5)).isEqualTo(10);
        assertThat(parameters.time("time")).isEqualTo(Instant.parse("2026-11-24T07:00:00Z"));
        assertThat(parameters.oneOf("word", Set.of("open"))).isEqualTo("open");
        assertThat(parameters.cursor("place")).isEqualTo(new Cursor("k3v9q0a2bz", 7));
        assertThat(parameters.cursor("bare")).isEqualTo(new Cursor(null, 7));
    }

    @Test
    void whatIsAbsentHasItsDefault() {
        Parameters parameters = of("");

        assertThat(parameters.integer("number", 1, 10, 5)).isEqualTo(5);
        assertThat(parameters.time("time")).isNull();
        assertThat(parameters.oneOf("word", Set.of("open"))).isNull();
        assertThat(parameters.cursor("place")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "11", "-1", "+5", "5.0", "1e1", "five", "٥", "99999999999999999999", "5&number=5"})
    void refusesNumbersThatAreNone(String value) {
        assertInvalid(() -> of("number=" + Paths.encode(value).replace("%26number%3D", "&number="))
                .integer("number", 1, 10, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "2026-11-24",
                "2026-11-24T08:00:00",
                "2026-13-24T08:00:00Z",
                "+12026-11-24T08:00:00Z"
            })
    void refusesTimesThatAreNone(String value) {
        assertInvalid(() -> of("time=" + Paths.encode(value)).time("time"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "x",
                ":7",
                "k3v9q0a2bz:",
                "k3v9q0a2bz:-1",
                "K3V9Q0A2BZ:7",
                "k3:7",
                "1:2:3",
                "9999999999999999999"
            })
    void refusesPlacesThatAreNone(String value) {
        assertInvalid(() -> of("place=" + Paths.encode(value)).cursor("place"));
    }

    @Test
    void refusesOtherWords() {
        assertInvalid(() -> of("word=shut").oneOf("word", Set.of("open")));
    }

    @Test
    void aLinkSaysWhatItWasMadeFrom() {
        String text = "a b+c&d=é/%😀~";

        assertThat(QueryParameters.parse("text=" + Paths.encode(text)).single("text"))
                .isEqualTo(text);
        assertThat(PercentEncoding.decodeSegment(Paths.encode(text))).isEqualTo(text);
    }

    private static Parameters of(String query) {
        return Parameters.of(
                new RequestCase().query(query).request(), Set.of("number", "time", "word", "place", "bare"));
    }

    private static void assertInvalid(Runnable reading) {
        assertThat(catchThrowableOfType(ProblemException.class, reading::run)
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.INVALID_PARAMETER);
    }
}
