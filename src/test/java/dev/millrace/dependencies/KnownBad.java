package dev.millrace.dependencies;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A line of {@code known-bad.txt}: versions of a library that have a published advisory. */
record KnownBad(String group, String artifact, List<VersionRange> versions, String advisory, String harm) {
    private static final String LIST = "/dependencies/known-bad.txt";

    static List<KnownBad> all() {
        try (InputStream in = KnownBad.class.getResourceAsStream(LIST);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownBad::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownBad parse(String line) {
        String[] fields = line.strip().split("\\s*\\|\\s*", -1);
        if (fields.length != 4 || !fields[2].matches("(GHSA|CVE)-[\\w-]+")) {
            throw new IllegalArgumentException("not a line of the list: " + line);
        }
        String[] coordinates = fields[0].split(":", 2);
        return new KnownBad(coordinates[0], coordinates[1], VersionRange.parseAll(fields[1]), fields[2], fields[3]);
    }

    /** What of these is on the list, each with its advisory. */
    static List<String> findIn(Collection<Library> libraries) {
        return all().stream()
                .flatMap(bad -> libraries.stream()
                        .filter(bad::matches)
                        .map(library -> library + ": " + bad.advisory() + ", " + bad.harm()))
                .sorted()
                .toList();
    }

    private boolean matches(Library library) {
        return library.is(group, artifact) && versions.stream().anyMatch(range -> range.contains(library.version()));
    }
}
