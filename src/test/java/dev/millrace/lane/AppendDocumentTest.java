package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that the protocol's page names exist. */
class AppendDocumentTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException, ClassNotFoundException {
        List<String[]> named = NAMED.matcher(Files.readString(Path.of("docs/internals/append.md")))
                .results()
                .map(found -> new String[] {found.group(1), found.group(2)})
                .toList();

        assertThat(named).hasSizeGreaterThan(40);
        for (String[] test : named) {
            assertThat(hasMethod(Class.forName("dev.millrace.lane." + test[0]), test[1]))
                    .as(test[0] + "#" + test[1])
                    .isTrue();
        }
    }

    private static boolean hasMethod(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (var method : each.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getAnnotations().length > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
