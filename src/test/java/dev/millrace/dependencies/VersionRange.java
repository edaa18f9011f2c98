package dev.millrace.dependencies;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions from one, included, to another, excluded. Numbers count; words such as {@code Final} do not. */
record VersionRange(List<Integer> from, List<Integer> to) {
    private static final Pattern RANGE = Pattern.compile("\\[([\\d.]+),([\\d.]+)\\)");

    /** For example {@code [2.0.0,2.18.6) [2.19.0,2.21.1)}. */
    static List<VersionRange> parseAll(String text) {
        Matcher ranges = RANGE.matcher(text);
        List<VersionRange> parsed = ranges.results().map(VersionRange::of).toList();
        if (parsed.isEmpty() || !RANGE.matcher(text).replaceAll("").isBlank()) {
            throw new IllegalArgumentException("no version ranges: " + text);
        }
        return parsed;
    }

    private static VersionRange of(MatchResult range) {
        return new VersionRange(numbers(range.group(1)), numbers(range.group(2)));
    }

    boolean contains(String version) {
        List<Integer> numbers = numbers(version);
        return Arrays.compare(array(numbers), array(from)) >= 0 && Arrays.compare(array(numbers), array(to)) < 0;
    }

    private static List<Integer> numbers(String version) {
        return Arrays.stream(version.split("[.-]", -1))
                .takeWhile(part -> part.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
    }

    /** Padded, so that 1.2 and 1.2.0 are the same. */
    private static int[] array(List<Integer> numbers) {
        int[] array = new int[Math.max(6, numbers.size())];
        for (int i = 0; i < numbers.size(); i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }
}
