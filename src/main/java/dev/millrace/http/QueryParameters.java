package dev.millrace.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded. Those that a route does not know are refused, so that no typo goes unnoticed. */
public final class QueryParameters {
    private static final QueryParameters NONE = new QueryParameters(Map.of());

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Decodes a query.
     *
     * @param raw what follows the question mark, or null
     * @throws ProblemException if it is not percent-encoded UTF-8
     */
    public static QueryParameters parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String part : raw.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = PercentEncoding.decodeQueryPart(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decodedValue(name, part.substring(equals + 1));
            values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
        return new QueryParameters(values);
    }

    private static String decodedValue(String name, String raw) {
        try {
            return PercentEncoding.decodeQueryPart(raw);
        } catch (ProblemException refused) {
            Problem problem = refused.problem();
            throw new ProblemException(
                    Problem.of(problem.code(), "The parameter \"" + name + "\": " + problem.detail()));
        }
    }

    /**
     * These parameters, if all of them are known.
     *
     * @throws ProblemException if there is one of another name
     */
    public QueryParameters requireOnly(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new ProblemException(
                        Problem.of(ProblemCode.UNSUPPORTED_PARAMETER, "There is no parameter \"" + name + "\" here."));
            }
        }
        return this;
    }

    /**
     * The value of a parameter that may be given once, or null.
     *
     * @throws ProblemException if it is given more than once
     */
    public @Nullable String single(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new ProblemException(
                    Problem.of(ProblemCode.INVALID_PARAMETER, "The parameter \"" + name + "\" may be given once."));
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Every value of a parameter that may be repeated, in order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
