package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.Main;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What decisions read is written by appends and by nothing else, since whoever writes aside moves no head and nobody
 * notices.
 */
class OneWayToWriteTest {
    private static final Path CLASSES = ClassFolder.of(Main.class);
    private static final String TABLES =
            "(heads|journal|products|stock|suppliers|orders|backorders|replenishments|purchase_orders|receipts|outcomes)";
    private static final Pattern WRITE =
            Pattern.compile("(?i)\\b(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|TRUNCATE|MERGE\\s+INTO|COPY)\\s+(ONLY\\s+)?"
                    + TABLES + "\\b");
    private static final Pattern FUNCTION =
            Pattern.compile("(?s)CREATE (?:OR REPLACE )?FUNCTION (\\w+).*?\\$\\$.*?\\$\\$;");

    @Test
    void onlyTheAppendWritesWhatDecisionsRead() throws IOException {
        assertThat(writesIn(".class", StandardCharsets.ISO_8859_1))
                .as("a new merchant's head is the only row that is not appended")
                .isEqualTo(Map.of("dev/millrace/store/MerchantStore.class", List.of("INSERT INTO heads")));
    }

    @Test
    void theSchemaWritesItOnlyInTheAppendsOwnFunctions() throws IOException {
        for (Path migration : files(".sql")) {
            String sql = Files.readString(migration).replaceAll("--[^\\n]*", "");
            List<String> others = FUNCTION.matcher(sql)
                    .results()
                    .filter(function -> !function.group(1).startsWith("append_v"))
                    // It locks every head and moves each, so whoever knows one finds it elsewhere: no decision reads
                    // the rest.
                    .filter(function -> !function.group(1).equals("begin_histories_v1"))
                    .map(MatchResult::group)
                    .filter(function -> WRITE.matcher(function).find())
                    .toList();

            assertThat(others)
                    .as(migration + ": functions that write beside the append")
                    .isEmpty();
            assertThat(WRITE.matcher(FUNCTION.matcher(sql).replaceAll(""))
                            .results()
                            .map(MatchResult::group))
                    .as(migration + ": statements that write beside the append")
                    .isEmpty();
            assertThat(sql)
                    .as(migration.toString())
                    .doesNotContainPattern("(?i)CREATE\\s+(OR\\s+REPLACE\\s+)?(TRIGGER|RULE)");
        }
    }

    private static Map<String, List<String>> writesIn(String suffix, Charset charset) throws IOException {
        Map<String, List<String>> writes = new TreeMap<>();
        for (Path file : files(suffix)) {
            List<String> found = WRITE.matcher(Files.readString(file, charset))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            if (!found.isEmpty()) {
                writes.put(CLASSES.relativize(file).toString(), found);
            }
        }
        return writes;
    }

    private static List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
