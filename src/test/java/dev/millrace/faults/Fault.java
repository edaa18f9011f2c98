package dev.millrace.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rule that is broken by a patch.
 *
 * @param name of its file
 * @param rule where the rule stands in the documentation
 * @param breaks what the program does with it, in a sentence
 * @param harm what would go wrong then
 * @param test that must notice
 */
record Fault(String name, String rule, String breaks, String harm, NamedTest test, Patch patch) {
    static final Path FOLDER = Path.of("src/test/faults");
    private static final String SUFFIX = ".patch";
    private static final String DIFF = "--- a/";

    private static final int RULE_WITHOUT_NUMBER = 100;
    private static final Comparator<Fault> BY_RULE = Comparator.comparingInt(Fault::ruleNumber)
            .thenComparing(Fault::rule)
            .thenComparing(Fault::name);

    /** All that are planted, rule by rule. */
    static List<Fault> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Fault> faults = new ArrayList<>();
            for (Path file : files.toList()) {
                faults.add(read(file));
            }
            faults.sort(BY_RULE);
            return List.copyOf(faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault read(Path file) throws IOException {
        String fileName = file.getFileName().toString();
        if (!fileName.endsWith(SUFFIX)) {
            throw new IllegalArgumentException(file + " is no " + SUFFIX);
        }
        List<String> lines = Files.readAllLines(file);
        Map<String, String> said = new HashMap<>();
        int line = 0;
        while (line < lines.size() && !lines.get(line).startsWith(DIFF)) {
            String[] entry = lines.get(line).split(": ", 2);
            if (entry.length == 2) {
                said.put(entry[0], entry[1].strip());
            }
            line++;
        }
        return new Fault(
                fileName.substring(0, fileName.length() - SUFFIX.length()),
                entry(said, file, "Rule"),
                entry(said, file, "Breaks"),
                entry(said, file, "Harm"),
                NamedTest.parse(entry(said, file, "Test")),
                Patch.parse(lines.subList(line, lines.size())));
    }

    private static String entry(Map<String, String> said, Path file, String name) {
        String value = said.get(name);
        if (value == null) {
            throw new IllegalArgumentException(file + " has no line \"" + name + ": …\"");
        }
        return value;
    }

    /** Its row in the documentation, which stands two folders below the sources. */
    String row() {
        return "| %s | [%s](../../%s/%s) | %s | %s | `%s` |"
                .formatted(rule, name, FOLDER.toString().replace('\\', '/'), name + SUFFIX, breaks, harm, test);
    }

    private int ruleNumber() {
        return Character.isDigit(rule.charAt(0)) ? Integer.parseInt(rule) : RULE_WITHOUT_NUMBER;
    }
}
