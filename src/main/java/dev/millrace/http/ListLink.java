package dev.millrace.http;

import org.jspecify.annotations.Nullable;

/** A link to a list with its filters. Each method gives another link. */
public record ListLink(String text) {
    /** This link with one more parameter, or as it is where that has no value. */
    public ListLink with(String name, @Nullable Object value) {
        return value == null
                ? this
                : new ListLink(
                        text + (text.indexOf('?') < 0 ? '?' : '&') + name + '=' + Paths.encode(value.toString()));
    }

    @Override
    public String toString() {
        return text;
    }
}
