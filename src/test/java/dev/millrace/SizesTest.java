package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes and methods are small; a class that is not says why. */
class SizesTest {
    private static final int CLASS_LINES_MAX = 300;
    private static final int METHOD_LINES_MAX = 60;
    private static final String REASON = "It is longer than other classes, since ";
    private static final Pattern END = Pattern.compile("(?: {4}| {8})}");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\b");

    @Test
    void aClassHasAtMostSoManyLinesOrAReason() {
        assertThat(sources())
                .isNotEmpty()
                .filteredOn(file -> lines(file).size() > CLASS_LINES_MAX)
                .allSatisfy(file -> assertThat(String.join(" ", lines(file)).replaceAll("\\s+\\*?\\s*", " "))
                        .as("%s has %d lines", file, lines(file).size())
                        .contains(REASON));
    }

    @Test
    void aMethodFitsAScreen() {
        List<String> tooLong = new ArrayList<>();
        int methods = 0;
        for (Path file : sources()) {
            List<String> lines = lines(file);
            for (int end = 0; end < lines.size(); end++) {
                if (END.matcher(lines.get(end)).matches()) {
                    int begin = beginOf(lines, end);
                    if (!TYPE.matcher(lines.get(begin)).find()) {
                        methods++;
                        if (end - begin - 1 > METHOD_LINES_MAX) {
                            tooLong.add("%s:%d has %d lines".formatted(file, begin + 1, end - begin - 1));
                        }
                    }
                }
            }
        }
        assertThat(methods).isGreaterThan(1_000);
        assertThat(tooLong).isEmpty();
    }

    /** The formatter writes the first line of a signature and the end of the body at one indentation, and all else deeper. */
    private static int beginOf(List<String> lines, int end) {
        int indentation = lines.get(end).length() - 1;
        int begin = end - 1;
        while (begin > 0 && (lines.get(begin).isBlank() || indentation(lines.get(begin)) > indentation)) {
            begin--;
        }
        return begin;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
