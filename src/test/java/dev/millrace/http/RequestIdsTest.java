package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    private final RequestIds ids = new RequestIds(new Random(1));

    @ParameterizedTest
    @ValueSource(strings = {"a", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "A.b_c-9"})
    void keepsTheClientsOwn(String sent) {
        assertThat(ids.of(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "ä", "a\"b", "a/b"})
    void makesOneWhereTheClientsCouldHarmALog(String sent) {
        assertThat(ids.of(sent)).matches("req_[0-9a-f]{24}");
    }

    @Test
    void keepsUpToSixtyFourCharacters() {
        assertThat(ids.of("a".repeat(64))).isEqualTo("a".repeat(64));
        assertThat(ids.of("a".repeat(65))).startsWith("req_");
    }

    @Test
    void makesAnotherOneEachTime() {
        assertThat(ids.of(null)).isNotEqualTo(ids.of(null));
    }
}
