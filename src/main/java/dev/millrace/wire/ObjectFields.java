package dev.millrace.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields that an object may have, by name, and which of them it must have. {@code null} counts as absent.
 *
 * @param names at most 64; a field's place among them is its bit in a mask
 * @param requiredMask a bit for each name that is required
 */
public record ObjectFields(List<String> names, long requiredMask) {
    public ObjectFields {
        names = List.copyOf(names);
        if (names.size() > Long.SIZE) {
            throw new IllegalArgumentException("names: " + names.size() + " (expected: <= 64)");
        }
    }

    public static ObjectFields required(String... names) {
        return new ObjectFields(List.of(names), (1L << names.length) - 1);
    }

    public static ObjectFields none() {
        return required();
    }

    /** These and some more, which may be left out. */
    public ObjectFields optional(String... more) {
        return new ObjectFields(
                Stream.concat(names.stream(), Arrays.stream(more)).toList(), requiredMask);
    }

    /** The bit of a name, or 0 if it is not known. */
    long bit(String name) {
        int position = names.indexOf(name);
        return position < 0 ? 0 : 1L << position;
    }
}
