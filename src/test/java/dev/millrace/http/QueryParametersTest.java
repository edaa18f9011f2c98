package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    @Test
    void readsNamesAndValuesAsFormsEncodeThem() {
        QueryParameters query = QueryParameters.parse("sku=a%2Fb&sku=c+d&sku=%2B&limit=5&flag&&=x");
        assertThat(query.all("sku")).containsExactly("a/b", "c d", "+");
        assertThat(query.single("limit")).isEqualTo("5");
        assertThat(query.single("flag")).isEmpty();
        assertThat(query.single("")).isEqualTo("x");
        assertThat(query.single("absent")).isNull();
        assertThat(query.all("absent")).isEmpty();
    }

    @Test
    void takesOnlyTheFirstEqualsSignForOne() {
        assertThat(QueryParameters.parse("after=a=b").single("after")).isEqualTo("a=b");
    }

    @Test
    void readsNothingFromNothing() {
        assertThat(QueryParameters.parse(null).all("a")).isEmpty();
        assertThat(QueryParameters.parse("").all("a")).isEmpty();
    }

    @Test
    void refusesAParameterThatMayBeGivenOnce() {
        QueryParameters query = QueryParameters.parse("limit=1&limit=2");
        assertThat(problem(() -> query.single("limit"))).isEqualTo(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void refusesAParameterThatNobodyKnows() {
        QueryParameters query = QueryParameters.parse("limit=1&limt=2");
        assertThat(query.requireOnly(Set.of("limit", "limt"))).isSameAs(query);
        assertThat(problem(() -> query.requireOnly(Set.of("limit")))).isEqualTo(ProblemCode.UNSUPPORTED_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "%f=1", "a=%zz", "a=%FF", "a=%00"})
    void refusesWhatIsNotPercentEncodedUtf8(String raw) {
        assertThat(problem(() -> QueryParameters.parse(raw))).isEqualTo(ProblemCode.INVALID_CHARACTER);
    }

    private static ProblemCode problem(Runnable action) {
        return catchThrowableOfType(ProblemException.class, action::run)
                .problem()
                .code();
    }
}
