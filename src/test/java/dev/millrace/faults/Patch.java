package dev.millrace.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A unified diff whose hunks are found by their text, wherever their lines have moved to, but in one place only: a fault
 * that is planted beside its rule proves nothing.
 */
record Patch(List<Hunk> hunks) {
    private static final String NEW_FILE = "+++ b/";

    /** Lines that are there, and what they become. Both end with a line break. */
    record Hunk(Path file, String before, String after) {}

    /** What is said of a patch that does not fit the sources any more. */
    static final class DoesNotApply extends RuntimeException {
        private static final long serialVersionUID = 1;

        private DoesNotApply(Path file, String why) {
            super(file + ": " + why);
        }
    }

    Patch {
        hunks = List.copyOf(hunks);
    }

    /** @param diff lines from the first {@code ---} on */
    static Patch parse(List<String> diff) {
        List<Hunk> hunks = new ArrayList<>();
        Path file = null;
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (String line : diff) {
            boolean isHeader = line.startsWith("--- a/") || line.startsWith(NEW_FILE) || line.startsWith("@@");
            if (isHeader && file != null && !before.isEmpty()) {
                hunks.add(new Hunk(file, before.toString(), after.toString()));
                before.setLength(0);
                after.setLength(0);
            }
            if (line.startsWith(NEW_FILE)) {
                file = Path.of(line.substring(NEW_FILE.length()).strip());
            } else if (!isHeader) {
                add(line, before, after);
            }
        }
        if (file == null || before.isEmpty()) {
            throw new IllegalArgumentException("a patch without a line that is there");
        }
        hunks.add(new Hunk(file, before.toString(), after.toString()));
        return new Patch(hunks);
    }

    private static void add(String line, StringBuilder before, StringBuilder after) {
        char sign = line.isEmpty() ? ' ' : line.charAt(0);
        String text = (line.isEmpty() ? "" : line.substring(1)) + "\n";
        if (sign == '-' || sign == ' ') {
            before.append(text);
        }
        if (sign == '+' || sign == ' ') {
            after.append(text);
        }
    }

    /**
     * The files that it changes, by their paths below {@code root}, as they become.
     *
     * @throws DoesNotApply if the lines of a hunk are not there, or more than once
     */
    Map<Path, String> apply(Path root) throws IOException {
        Map<Path, String> changed = new LinkedHashMap<>();
        for (Hunk hunk : hunks) {
            String source = changed.get(hunk.file());
            if (source == null) {
                if (!Files.exists(root.resolve(hunk.file()))) {
                    throw new DoesNotApply(hunk.file(), "there is no such file any more");
                }
                source = Files.readString(root.resolve(hunk.file()));
            }
            changed.put(hunk.file(), apply(hunk, source));
        }
        return changed;
    }

    private static String apply(Hunk hunk, String source) {
        // Whole lines only: every line begins behind a line break.
        String lines = "\n" + source;
        String before = "\n" + hunk.before();
        int at = lines.indexOf(before);
        if (at < 0) {
            throw new DoesNotApply(hunk.file(), "these lines are not there any more:\n" + hunk.before());
        }
        if (lines.indexOf(before, at + 1) >= 0) {
            throw new DoesNotApply(hunk.file(), "these lines are there more than once:\n" + hunk.before());
        }
        return lines.substring(1, at + 1) + hunk.after() + lines.substring(at + before.length());
    }
}
