package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Ways to ask for less. */
final class Simpler {
    private Simpler() {}

    /** Smaller numbers that keep the sign, the smallest first. */
    static List<Long> smaller(long number) {
        long sign = Long.signum(number);
        return LongStream.of(sign, number / 2, number - sign)
                .filter(less -> Math.abs(less) < Math.abs(number))
                .distinct()
                .boxed()
                .toList();
    }

    /** Lists without one of the elements, if there are others, or with a simpler one in its place. */
    static <T> List<List<T>> fewer(List<T> list, Function<T, List<T>> simpler) {
        List<List<T>> lists = new ArrayList<>();
        for (int position = 0; list.size() > 1 && position < list.size(); position++) {
            List<T> without = new ArrayList<>(list);
            without.remove(position);
            lists.add(without);
        }
        for (int position = 0; position < list.size(); position++) {
            for (T less : simpler.apply(list.get(position))) {
                List<T> with = new ArrayList<>(list);
                with.set(position, less);
                lists.add(with);
            }
        }
        return lists;
    }

    /** The tag that asks for nothing, if it is not that. */
    static List<Tag> simpler(Tag tag, Tag least) {
        return tag == least ? List.of() : List.of(least);
    }
}
