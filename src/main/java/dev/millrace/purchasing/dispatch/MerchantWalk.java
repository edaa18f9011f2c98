package dev.millrace.purchasing.dispatch;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Walks over things of all merchants, in pages of which each merchant whose turn it is has a part. Whoever has more waits for
 * his next turn behind the others, so a hundred thousand things of one merchant cost another one turn, not a hundred thousand
 * things. A merchant for whom there is no room stops where he is, and the next look goes on there; who got something then
 * waits behind who got nothing.
 *
 * <p>Belongs to one event loop. It keeps a place for each merchant who has something.
 *
 * @param <P> a place of a merchant, after which the next page begins
 * @param <T> what is walked over
 */
final class MerchantWalk<P, T> {
    /** Merchants who are asked for by one look; the next goes on behind them. */
    static final int MERCHANTS_PER_LOOK = 1_000;

    static final int MERCHANTS_PER_PAGE = 50;
    /** A look is short, since what is new waits for its end; what one of them has in plenty takes several. */
    static final int PAGES_PER_LOOK = 5;

    private final Source<P, T> source;
    private final Visitor<T> visitor;
    private final int pageMax;
    private final LinkedHashMap<Integer, P> waiting = new LinkedHashMap<>();
    private final LinkedHashMap<Integer, P> stoppedWithNothing = new LinkedHashMap<>();
    private final LinkedHashMap<Integer, P> stopped = new LinkedHashMap<>();
    private int lastMerchant;

    /** Where the things come from. */
    interface Source<P, T> {
        /** Merchants who have something, in ascending order, after that one. */
        Future<List<Integer>> merchants(int after, int limit);

        /** The next things after each place, of the same merchant and in their order: at most so many for each. */
        Future<List<T>> page(List<P> after, int limitEach);

        /** The place before all of a merchant's. */
        P first(int merchantId);

        P place(T thing);

        int merchant(P place);
    }

    /** What is done with them. */
    @FunctionalInterface
    interface Visitor<T> {
        /** Prepares for a page, and says what each thing of it comes to; asked in their order, until there is no room. */
        Future<Function<T, Visit>> page(List<T> things);
    }

    /** What a visit came to. */
    enum Visit {
        /** Nothing was to be done, or not now. */
        PASSED,
        BEGUN,
        /** Something is to be done, and nothing more can be begun for this merchant. */
        NO_ROOM
    }

    MerchantWalk(Source<P, T> source, Visitor<T> visitor, int pageMax) {
        this.source = source;
        this.visitor = visitor;
        this.pageMax = pageMax;
    }

    /** Visits some pages; the next look goes on where this one ended. */
    Future<Void> look() {
        return source.merchants(lastMerchant, MERCHANTS_PER_LOOK).compose(found -> {
            lastMerchant = found.size() < MERCHANTS_PER_LOOK ? 0 : found.getLast();
            stoppedWithNothing.reversed().forEach(waiting::putFirst);
            stoppedWithNothing.clear();
            waiting.putAll(stopped);
            stopped.clear();
            found.forEach(merchant -> waiting.putIfAbsent(merchant, source.first(merchant)));
            return pages(PAGES_PER_LOOK);
        });
    }

    private Future<Void> pages(int left) {
        if (waiting.isEmpty() || left == 0) {
            return Future.succeededFuture();
        }
        List<P> turn = waiting.values().stream().limit(MERCHANTS_PER_PAGE).toList();
        turn.forEach(place -> waiting.remove(source.merchant(place)));
        int each = Math.max(1, pageMax / turn.size());
        return source.page(turn, each)
                .compose(page -> visitor.page(page).compose(visit -> {
                    Map<Integer, List<T>> byMerchant = new LinkedHashMap<>();
                    page.forEach(thing -> byMerchant
                            .computeIfAbsent(source.merchant(source.place(thing)), _ -> new ArrayList<>())
                            .add(thing));
                    for (P place : turn) {
                        List<T> things = byMerchant.getOrDefault(source.merchant(place), List.of());
                        visit(place, things, things.size() == each, visit);
                    }
                    return pages(left - 1);
                }));
    }

    /** @param hasMore whether there may be more of that merchant's behind them */
    private void visit(P from, List<T> things, boolean hasMore, Function<T, Visit> visit) {
        P place = from;
        boolean began = false;
        for (T thing : things) {
            Visit came = visit.apply(thing);
            if (came == Visit.NO_ROOM) {
                (began ? stopped : stoppedWithNothing).put(source.merchant(from), place);
                return;
            }
            began |= came == Visit.BEGUN;
            place = source.place(thing);
        }
        if (hasMore) {
            waiting.put(source.merchant(from), place);
        }
    }
}
