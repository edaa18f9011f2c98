package dev.millrace.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the series that an expression names. Enough of PromQL's grammar for our own rules and boards: what is neither a
 * function, a keyword, a label of a grouping nor in quotes is a metric.
 */
final class PromQl {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)(\\s*\\()?(?:\\s*\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "unless", "offset", "bool", "group_left", "group_right");

    private PromQl() {}

    /** A metric with the labels that are asked of it. */
    record Selector(String metric, Set<String> labels) {}

    static List<Selector> selectors(String promql) {
        String bare = RANGE.matcher(GROUPING.matcher(QUOTED.matcher(promql).replaceAll("\"\""))
                        .replaceAll(""))
                .replaceAll("");
        List<Selector> found = new ArrayList<>();
        Matcher matcher = SELECTOR.matcher(bare);
        while (matcher.find()) {
            String name = matcher.group(1);
            boolean isFunction = matcher.group(2) != null;
            if (!isFunction && !KEYWORDS.contains(name)) {
                String labels = matcher.group(3);
                found.add(new Selector(name, labels == null ? Set.of() : labels(labels)));
            }
        }
        return found;
    }

    private static Set<String> labels(String matchers) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = LABEL.matcher(matchers);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
