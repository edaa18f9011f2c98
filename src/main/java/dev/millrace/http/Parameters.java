package dev.millrace.http;

import dev.millrace.wire.TypeId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of query parameters, each within its limits. Whatever is not as it should be is a 400 that names it. */
public final class Parameters {
    private static final int INTEGER_DIGITS_MAX = 9;

    private final QueryParameters query;

    private Parameters(QueryParameters query) {
        this.query = query;
    }

    /** @throws ProblemException if there is a parameter of another name */
    public static Parameters of(ApiRequest request, Set<String> known) {
        return new Parameters(request.query().requireOnly(known));
    }

    /** @throws ProblemException if there is any parameter */
    public static void requireNone(ApiRequest request) {
        request.query().requireOnly(Set.of());
    }

    public boolean has(String name) {
        return !query.all(name).isEmpty();
    }

    @Nullable
    public String text(String name) {
        return query.single(name);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String name, int min, int max, int whenAbsent) {
        String text = query.single(name);
        if (text == null) {
            return whenAbsent;
        }
        if (text.length() <= INTEGER_DIGITS_MAX && Digits.areAll(text)) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw invalid(name, "must be a number from " + min + " to " + max);
    }

    /** One of some words, or null. */
    @Nullable
    public String oneOf(String name, Set<String> words) {
        String text = query.single(name);
        if (text == null || words.contains(text)) {
            return text;
        }
        throw invalid(name, "must be one of " + String.join(", ", words));
    }

    /** A time, or null. */
    @Nullable
    public Instant time(String name) {
        String text = query.single(name);
        if (text == null) {
            return null;
        }
        Instant time = Timestamps.parse(text);
        if (time == null) {
            throw invalid(name, "must be an RFC 3339 date-time, for example 2026-11-24T08:00:00Z");
        }
        return time;
    }

    /** An id of a sort of thing, or null. */
    @Nullable
    public UUID id(String name, TypeId type) {
        String text = query.single(name);
        if (text == null) {
            return null;
        }
        UUID id = type.parse(text);
        if (id == null) {
            throw invalid(name, "must be an id like " + type.of(new UUID(0, 0)));
        }
        return id;
    }

    /** A place in a journal, or null. */
    @Nullable
    public Cursor cursor(String name) {
        String text = query.single(name);
        if (text == null) {
            return null;
        }
        Cursor cursor = Cursor.parse(text);
        if (cursor == null) {
            throw invalid(name, "must be a number, or HISTORY:NUMBER as an answer gave it");
        }
        return cursor;
    }

    /** What to answer a parameter with that cannot be used. */
    public static ProblemException invalid(String name, String why) {
        return new ProblemException(
                Problem.of(ProblemCode.INVALID_PARAMETER, "The parameter \"" + name + "\" " + why + "."));
    }
}
