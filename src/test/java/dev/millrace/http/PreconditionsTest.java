package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Precondition.Versions;
import dev.millrace.domain.model.Version;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    private static final Version OLD = new Version("k3v9q0a2bz", 40);
    private static final Version NEW = new Version("k3v9q0a2bz", 41);
    private static final String TAG = EntityTag.of(NEW);

    @Test
    void readsTheTagsThatWeGive() {
        assertThat(Preconditions.ofChange(ifMatch(TAG))).isEqualTo(Precondition.is(NEW));
        assertThat(Preconditions.ofReplacement(ifMatch(TAG))).isEqualTo(Precondition.is(NEW));
    }

    @Test
    void aStarTakesAnyVersion() {
        Precondition any = new Precondition(new Versions.Any(), null);

        assertThat(Preconditions.ofChange(ifMatch("*"))).isEqualTo(any);
        assertThat(Preconditions.ofReplacement(ifMatch("*"))).isEqualTo(any);
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
                "\"k3v9q0a2b-41\"",
                "\"k3v9q0a2bz-41,\"",
                "\"a\", \"b\""
            })
    void aTagThatWeNeverGaveMatchesNothing(String header) {
        Precondition nothing = new Precondition(new Versions.Of(Set.of()), null);

        assertThat(Preconditions.ofChange(ifMatch(header))).isEqualTo(nothing);
        assertThat(nothing.refusal(NEW)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"k3v9q0a2bz-40\", \"k3v9q0a2bz-41\"",
                "\"k3v9q0a2bz-41\",\"k3v9q0a2bz-40\"",
                " , \"k3v9q0a2bz-40\" ,,\t\"k3v9q0a2bz-41\" ,",
                "\"a,b\", \"k3v9q0a2bz-40\", W/\"k3v9q0a2bz-39\", \"k3v9q0a2bz-41\""
            })
    void aListTakesEachOfItsVersions(String header) {
        Precondition either = new Precondition(new Versions.Of(Set.of(OLD, NEW)), null);

        assertThat(Preconditions.ofChange(ifMatch(header))).isEqualTo(either);
    }

    @Test
    void severalLinesAreOneList() {
        ApiRequest request = new RequestCase()
                .header("If-Match", EntityTag.of(OLD))
                .header("If-Match", "\"x\"")
                .header("if-match", TAG)
                .request();

        assertThat(Preconditions.ofChange(request))
                .isEqualTo(new Precondition(new Versions.Of(Set.of(OLD, NEW)), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "abc",
                "k3v9q0a2bz-41",
                "\"",
                "\"abc",
                "\"a\" \"b\"",
                "\"a\"b",
                "W/abc",
                "w/\"a\"",
                "W/ \"a\"",
                "*, \"a\"",
                "\"a\", *",
                "**",
                "\"a b\"",
                "\"a\"\"b\""
            })
    void whatIsNoTagIsRefused(String header) {
        for (String name : new String[] {"If-Match", "If-None-Match"}) {
            ApiRequest request = new RequestCase().header(name, header).request();
            ProblemException refused =
                    catchThrowableOfType(ProblemException.class, () -> Preconditions.ofChange(request));

            assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_PARAMETER);
            assertThat(refused.problem().detail()).startsWith(name);
        }
    }

    @Test
    void itMayBeLeftOutWhereNothingIsReplaced() {
        ApiRequest without = new RequestCase().request();

        assertThat(Preconditions.ofChange(without)).isEqualTo(Precondition.NONE);
        assertThat(catchThrowableOfType(ProblemException.class, () -> Preconditions.ofReplacement(without))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.PRECONDITION_REQUIRED);
    }

    @Test
    void theSecondHeaderExcludesVersions() {
        assertThat(Preconditions.ofReplacement(ifNoneMatch("*"))).isEqualTo(Precondition.absent());
        assertThat(Preconditions.ofReplacement(ifNoneMatch("W/" + TAG + ", \"x\"")))
                .isEqualTo(new Precondition(null, new Versions.Of(Set.of(NEW))));
    }

    @Test
    void holdsForTheVersionsThatItNames() {
        Precondition old = Precondition.is(OLD);
        Precondition any = new Precondition(new Versions.Any(), null);
        Precondition notOld = new Precondition(null, new Versions.Of(Set.of(OLD)));

        assertThat(old.refusal(OLD)).isNull();
        assertThat(old.refusal(NEW)).isNotNull();
        assertThat(old.refusal(null)).isNotNull();
        assertThat(old.refusal(new Version("zzzzzzzzzz", 40))).isNotNull();
        assertThat(any.refusal(OLD)).isNull();
        assertThat(any.refusal(null)).isNotNull();
        assertThat(Precondition.absent().refusal(null)).isNull();
        assertThat(Precondition.absent().refusal(OLD)).isNotNull();
        assertThat(notOld.refusal(OLD)).isNotNull();
        assertThat(notOld.refusal(NEW)).isNull();
        assertThat(notOld.refusal(null)).isNull();
        assertThat(Precondition.NONE.refusal(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "*, true",
                "\"k3v9q0a2bz-41\", true",
                "W/\"k3v9q0a2bz-41\", true",
                "'\"x\", \"k3v9q0a2bz-41\"', true",
                "'\"k3v9q0a2bz-41\",', true",
                "\"k3v9q0a2bz-40\", false",
                "k3v9q0a2bz-41, false",
                "'\"x \"k3v9q0a2bz-41\"', false",
                "'\"xk3v9q0a2bz-41\"', false",
                "'', false"
            })
    void aReaderThatHasTheVersionIsToldSo(String header, boolean known) {
        assertThat(Preconditions.isKnown(ifNoneMatch(header), TAG)).isEqualTo(known);
    }

    @Test
    void aReaderThatWantsAnotherVersionIsRefused() {
        assertThat(Preconditions.isKnown(ifMatch(TAG), TAG)).isFalse();
        for (String other : new String[] {"\"x\"", "W/" + TAG}) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> Preconditions.isKnown(ifMatch(other), TAG))
                            .problem()
                            .code())
                    .isEqualTo(ProblemCode.PRECONDITION_FAILED);
        }
    }

    private static ApiRequest ifMatch(String header) {
        return new RequestCase().header("If-Match", header).request();
    }

    private static ApiRequest ifNoneMatch(String header) {
        return new RequestCase().header("If-None-Match", header).request();
    }
}
