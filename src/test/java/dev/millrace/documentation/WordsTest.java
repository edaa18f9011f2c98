package dev.millrace.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that a reader would stumble over, in pages and in messages of the program. */
class WordsTest {
    private static final Pattern STUMBLE = Pattern.compile("\\bcan not\\b");
    private static final Pattern MESSAGE = Pattern.compile("\"[^\"]*\\bcan not\\b[^\"]*\"");

    @Test
    void pagesHaveNone() throws IOException {
        assertThat(found(LinksTest.pages(), STUMBLE)).isEmpty();
    }

    @Test
    void messagesHaveNone() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(found(
                            sources.filter(file -> file.toString().endsWith(".java"))
                                    .toList(),
                            MESSAGE))
                    .isEmpty();
        }
    }

    private static List<String> found(List<Path> files, Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .filter(line -> pattern.matcher(line).find())
                    .forEach(line -> found.add(file + ": " + line.strip()));
        }
        return found;
    }
}
