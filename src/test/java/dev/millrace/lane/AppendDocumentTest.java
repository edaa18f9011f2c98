package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.faults.NamedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of the protocol's page: every rule has its row, and the tests that it names exist. */
class AppendDocumentTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+#\\w+)`");
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\| (\\d+) \\|.*`\\w+#\\w+`.*\\|$");
    private static final int RULES = 19;

    private final String page = Files.readString(Path.of("docs/internals/append.md"));

    AppendDocumentTest() throws IOException {}

    @Test
    void everyTestThatThePageNamesIsThere() {
        List<NamedTest> named = NAMED.matcher(page)
                .results()
                .map(found -> NamedTest.parse(found.group(1)))
                .toList();

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named)
                .allSatisfy(test ->
                        assertThat(test.findMethod()).as(test.toString()).isNotNull());
    }

    @Test
    void everyRuleHasARowWithItsTests() {
        assertThat(NUMBERED.matcher(page).results().map(row -> Integer.valueOf(row.group(1))))
                .containsAll(IntStream.rangeClosed(1, RULES).boxed().toList())
                .isSorted();
    }
}
