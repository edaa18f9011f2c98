package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.jobs.JobSite;
import dev.millrace.store.Database;
import dev.millrace.store.OperationFailure;
import dev.millrace.wire.EventReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventReaderIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30Z");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Future<Void> STAYS = Promise.<Void>promise().future();

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private final FeedConfig config = FeedConfig.defaults();
    private Feed feed;

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeEach
    void make() {
        feed = new Feed(JobSite.of(loop.vertx()), pools, config, ProjectionListener.NONE);
    }

    @Test
    void aJournalWithoutEventsIsAnEmptyPage() {
        TestMerchant merchant = merchant("empty");

        EventsResult.Events page = page(merchant, 0, 100);

        assertThat(page.history()).isEqualTo(merchant.history());
        assertThat(page.next()).isZero();
        assertThat(page.head()).isZero();
        assertThat(page.events()).isEmpty();
    }

    @Test
    void pagesOfAnySizeHoldEveryEventOnceAndInOrder() {
        TestMerchant merchant = merchant("gap free");
        for (int size : List.of(1, 7, 2, 1, 5, 3)) {
            merchant.placeMany(size, AT, "A");
        }

        for (int limit = 1; limit <= 20; limit++) {
            assertThat(numbers(merchant, limit))
                    .as("limit %d", limit)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 19).boxed().toList());
        }
    }

    @Test
    void aCursorInTheMiddleOfABatchIsCutExactly() {
        TestMerchant merchant = merchant("straddling");
        merchant.placeMany(10, AT, "A");
        merchant.placeMany(10, AT, "A");

        for (long after = 0; after <= 20; after++) {
            EventsResult.Events page = page(merchant, after, 6);
            long last = Math.min(20, after + 6);
            assertThat(numbersOf(page))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(after + 1, last).boxed().toList());
            assertThat(page.next()).isEqualTo(last);
            assertThat(page.head()).isEqualTo(20);
        }
    }

    @Test
    void anotherMerchantsEventsAreNotServed() {
        TestMerchant merchant = merchant("reads");
        TestMerchant other = merchant("is not read");
        merchant.placeMany(1, AT, "MINE");
        other.placeMany(1, AT, "THEIRS");

        assertThat(text(page(merchant, 0, 100))).contains("MINE").doesNotContain("THEIRS");
    }

    @Test
    void eventsGoOutByteForByte() {
        TestMerchant merchant = merchant("bytes");
        merchant.appendText(1, 3, "[ {\"number\":1.0, \"s\":\"\\u00e4}],[{\"} ,{\"number\":2},\n{\"n\":\"ä\"}]");

        assertThat(text(page(merchant, 0, 100)))
                .isEqualTo(" {\"number\":1.0, \"s\":\"\\u00e4}],[{\"} ,{\"number\":2},\n{\"n\":\"ä\"}");
        assertThat(text(page(merchant, 0, 1))).isEqualTo("{\"number\":1.0, \"s\":\"\\u00e4}],[{\"}");
        assertThat(text(page(merchant, 2, 1))).isEqualTo("{\"n\":\"ä\"}");
    }

    @Test
    void aPageOfLargeBatchesEndsEarlyButNeverEmpty() {
        TestMerchant merchant = merchant("large");
        FeedConfig small = new FeedConfig(
                config.pollInterval(),
                300,
                config.waitersMax(),
                config.merchantWaitersMax(),
                config.listWait(),
                config.projectionBytesMax(),
                config.projectionPause(),
                config.retryDelayMax(),
                config.fillInterval(),
                config.fillSkusMax(),
                config.jobStuckAfter());
        Feed smallFeed = new Feed(JobSite.of(loop.vertx()), pools, small, ProjectionListener.NONE);
        for (int i = 0; i < 5; i++) {
            merchant.place(null, AT, "A");
        }

        EventsResult.Events page = (EventsResult.Events) loop.await(
                () -> smallFeed.events().read(query(merchant, null, 0, 100, Duration.ZERO), STAYS));

        assertThat(numbersOf(page)).containsExactly(1L);
        assertThat(page.next()).isOne();
        assertThat(page.head()).isEqualTo(5);
    }

    @Test
    void aCursorAtTheHeadIsAnEmptyPage() {
        TestMerchant merchant = merchant("at the head");
        merchant.placeMany(3, AT, "A");

        assertThat(page(merchant, 3, 10).events()).isEmpty();
    }

    /** Whoever was answered with it would miss the events that are to come below it. */
    @Test
    void aCursorBeyondTheHeadIsGone() {
        TestMerchant merchant = merchant("beyond");
        merchant.placeMany(3, AT, "A");
        EventsResult gone = new EventsResult.HistoryGone(merchant.history(), 3);

        for (long beyond : new long[] {4, Long.MAX_VALUE}) {
            assertThat(read(query(merchant, null, beyond, 10, LONG))).isEqualTo(gone);
            assertThat(read(query(merchant, merchant.history(), beyond, 10, LONG)))
                    .isEqualTo(gone);
        }
    }

    @Test
    void aCursorOfAnotherHistoryIsGone() {
        TestMerchant merchant = merchant("history");
        merchant.placeMany(3, AT, "A");

        assertThat(read(query(merchant, "anotherone", 1, 10, LONG)))
                .isEqualTo(new EventsResult.HistoryGone(merchant.history(), 3));
        assertThat(read(query(merchant, merchant.history(), 1, 10, LONG))).isInstanceOf(EventsResult.Events.class);
    }

    @Test
    void aJournalWithAGapIsNotServed() {
        TestMerchant merchant = merchant("gap");
        merchant.appendText(1, 1, "[{}]");
        merchant.appendText(3, 3, "[{}]");

        assertThat(loop.awaitFailure(() -> feed.events().read(query(merchant, null, 0, 10, Duration.ZERO), STAYS)))
                .hasMessageContaining("gap");
    }

    @Test
    void whoWaitsIsWokenByACommitOfThisNode() {
        TestMerchant merchant = merchant("woken");
        CompletableFuture<EventsResult> waiting = start(query(merchant, null, 0, 10, LONG), STAYS);
        settle();
        assertThat(waiting).isNotDone();

        merchant.place(null, AT, "A");
        feed.committed(merchant.id(), 1);

        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(result ->
                        assertThat(numbersOf((EventsResult.Events) result)).containsExactly(1L));
    }

    @Test
    void whoWaitsIsWokenByTheCommitOfAnotherNode() {
        TestMerchant merchant = merchant("polled");
        feed.start();
        CompletableFuture<EventsResult> waiting = start(query(merchant, null, 0, 10, LONG), STAYS);
        settle();

        merchant.place(null, AT, "A");

        assertThat(waiting)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(result ->
                        assertThat(numbersOf((EventsResult.Events) result)).containsExactly(1L));
        loop.await(feed::stop);
    }

    @Test
    void whoFindsEventsDoesNotWait() {
        TestMerchant merchant = merchant("at once");
        merchant.place(null, AT, "A");

        assertThat(start(query(merchant, null, 0, 10, LONG), STAYS)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(feed.waiting()).isZero();
    }

    @Test
    void waitingEndsWithAnEmptyPageWhenTheTimeIsOver() {
        TestMerchant merchant = merchant("in vain");

        EventsResult result = read(query(merchant, null, 0, 10, Duration.ofMillis(50)));

        assertThat(((EventsResult.Events) result).events()).isEmpty();
        assertThat(feed.waiting()).isZero();
    }

    @Test
    void waitingEndsWhenTheClientIsGone() {
        TestMerchant merchant = merchant("gone");
        Promise<Void> gone = Promise.promise();
        CompletableFuture<EventsResult> waiting = start(query(merchant, null, 0, 10, LONG), gone.future());
        settle();

        gone.complete();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        assertThat(feed.waiting()).isZero();
    }

    @Test
    void waitingEndsAtShutdownAndNobodyBeginsAnew() {
        TestMerchant merchant = merchant("shutdown");
        CompletableFuture<EventsResult> waiting = start(query(merchant, null, 0, 10, LONG), STAYS);
        settle();

        feed.release();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
        assertThat(start(query(merchant, null, 0, 10, LONG), STAYS)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void noMoreThanAllowedWait() {
        TestMerchant merchant = merchant("crowd");
        FeedConfig narrow = new FeedConfig(
                config.pollInterval(),
                config.eventsBytesMax(),
                1,
                1,
                config.listWait(),
                config.projectionBytesMax(),
                config.projectionPause(),
                config.retryDelayMax(),
                config.fillInterval(),
                config.fillSkusMax(),
                config.jobStuckAfter());
        Feed narrowFeed = new Feed(JobSite.of(loop.vertx()), pools, narrow, ProjectionListener.NONE);
        CompletableFuture<EventsResult> first =
                loop.start(() -> narrowFeed.events().read(query(merchant, null, 0, 10, LONG), STAYS));

        assertThat(loop.awaitFailure(() -> narrowFeed.events().read(query(merchant, null, 0, 10, LONG), STAYS)))
                .isInstanceOf(OperationFailure.Overloaded.class);
        narrowFeed.release();
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
    }

    /** By then, what was started before has read its first, empty page and waits. */
    private void settle() {
        TestMerchant nobody = merchant("settle " + System.nanoTime());
        for (int i = 0; i < 5; i++) {
            page(nobody, 0, 1);
        }
    }

    private static TestMerchant merchant(String name) {
        return TestMerchant.create(TEST_DATABASE, name, "0123456789");
    }

    private List<Long> numbers(TestMerchant merchant, int limit) {
        List<Long> numbers = new ArrayList<>();
        EventsResult.Events page = page(merchant, 0, limit);
        while (page.events().length > 0) {
            numbers.addAll(numbersOf(page));
            page = page(merchant, page.next(), limit);
        }
        return numbers;
    }

    private EventsResult.Events page(TestMerchant merchant, long after, int limit) {
        return (EventsResult.Events) read(query(merchant, null, after, limit, Duration.ZERO));
    }

    private EventsResult read(EventsQuery query) {
        return loop.await(() -> feed.events().read(query, STAYS));
    }

    private CompletableFuture<EventsResult> start(EventsQuery query, Future<Void> gone) {
        return loop.start(() -> feed.events().read(query, gone));
    }

    private static EventsQuery query(
            TestMerchant merchant, @Nullable String history, long after, int limit, Duration waitMax) {
        return new EventsQuery(merchant.id(), history, after, limit, waitMax);
    }

    private static List<Long> numbersOf(EventsResult.Events page) {
        return EventReader.read("[" + text(page) + "]").stream()
                .map(event -> event.number())
                .toList();
    }

    private static String text(EventsResult.Events page) {
        return new String(page.events(), StandardCharsets.UTF_8);
    }
}
