package dev.millrace.wire;

import org.jspecify.annotations.Nullable;

/** Knows how one sort of document is read. */
@FunctionalInterface
public interface JsonDocument<T> {
    /**
     * Reads the whole value at the cursor.
     *
     * @return what it says; null if a fault was noted, as {@link JsonCursor#object} gives it
     */
    @Nullable
    T read(JsonCursor json);
}
