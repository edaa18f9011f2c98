package dev.millrace.attack.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run came to: a run that does not come to everything proves less than it seems to. Any thread may count. */
final class Seen {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    private static final Pattern PROBLEM = Pattern.compile("([45]\\d\\d [a-z_]+) \\[(.*?)].*");

    /** Counts an answer by the wish, the status and the code, and where the content is at fault, by every fault. */
    void count(Wish wish, String heard) {
        String name = wish.getClass().getName();
        String kind = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1) + " ";
        Matcher problem = PROBLEM.matcher(heard);
        String again = heard.endsWith(" replayed") ? " replayed" : "";
        if (!problem.matches()) {
            count(kind + heard.substring(0, 3) + again);
        } else if (problem.group(1).endsWith(" validation_failed")) {
            for (String fault : problem.group(2).split(", ", -1)) {
                count(kind + "422 " + fault.substring(fault.indexOf(' ') + 1));
            }
        } else {
            count(kind + problem.group(1) + again);
        }
    }

    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
