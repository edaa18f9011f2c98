package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RepeaterTest {
    private static final Duration INTERVAL = Duration.ofMillis(1);
    private static final Duration DELAY_MAX = Duration.ofMillis(5);
    private static final Duration STUCK_AFTER = Duration.ofMillis(50);

    /** What the listener heard, and which runs began. */
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final AtomicInteger runs = new AtomicInteger();
    private final Promise<Void> never = Promise.promise();
    private Repeater repeater;

    private static EventLoop loop;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @BeforeEach
    void make() {
        repeater = new Repeater(JobSite.of(loop.vertx()), "none", INTERVAL, DELAY_MAX, () -> never.future());
    }

    @AfterEach
    void stop() {
        never.tryComplete();
        loop.await(repeater::stop);
    }

    @Test
    void tellsOfEverySuccess() throws InterruptedException {
        start(_ -> Future.succeededFuture());
        assertThat(next()).isEqualTo("registered");
        assertThat(next()).isEqualTo("succeeded");
        assertThat(next()).isEqualTo("succeeded");
    }

    @Test
    void goesOnAfterWorkThatFailsOrThrows() throws InterruptedException {
        start(_ -> switch (runs.incrementAndGet()) {
            case 1 -> Future.failedFuture("failed");
            case 2 -> throw new IllegalStateException("thrown");
            case 3 -> throw new StackOverflowError();
            default -> Future.succeededFuture();
        });
        assertThat(next()).isEqualTo("registered");
        assertThat(next()).isEqualTo("failed");
        assertThat(next()).isEqualTo("failed");
        assertThat(next()).isEqualTo("failed");
        assertThat(next()).isEqualTo("succeeded");
    }

    @Test
    void comesLaterAndLaterWhileItFailsUpToALimit() throws InterruptedException {
        start(_ -> Future.failedFuture("failed"));
        assertThat(next()).isEqualTo("registered");
        for (int failures = 1; failures < 5; failures++) {
            assertThat(next()).isEqualTo("failed");
        }
        assertThat(repeater.delay(0)).as("never sooner than without failures").isEqualTo(INTERVAL);
        assertThat(repeater.delay(Math.nextDown(1.0))).isEqualTo(DELAY_MAX);
    }

    @Test
    void anIntervalLongerThanTheLimitStaysWhatItIsWhileNothingFails() {
        Repeater slow = new Repeater(
                JobSite.of(loop.vertx()), "slow", Duration.ofSeconds(5), Duration.ofSeconds(1), () -> never.future());
        assertThat(slow.delay(0.5)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void startsAgainWhatFellSilent() throws InterruptedException {
        start(_ -> runs.incrementAndGet() == 1 ? never.future() : Future.succeededFuture());
        assertThat(next()).isEqualTo("registered");
        assertThat(next()).isEqualTo("stuck");
        assertThat(next()).isEqualTo("succeeded");
    }

    @Test
    void leavesALongRunAloneThatGivesSignsOfLife() throws InterruptedException {
        start(run -> runs.incrementAndGet() == 1 ? alive(run, 40) : Future.succeededFuture());
        assertThat(next()).isEqualTo("registered");
        assertThat(next()).isEqualTo("succeeded");
    }

    @Test
    void whatWasGivenUpIsToldSoAndItsEndCountsNoMore() throws InterruptedException {
        BlockingQueue<Boolean> goesOn = new LinkedBlockingQueue<>();
        Promise<Void> late = Promise.promise();
        start(run -> switch (runs.incrementAndGet()) {
            case 1 -> late.future().onComplete(_ -> goesOn.add(run.goesOn()));
            case 2 -> {
                late.fail("too late");
                yield Future.succeededFuture();
            }
            default -> Future.succeededFuture();
        });
        assertThat(next()).isEqualTo("registered");
        assertThat(next()).isEqualTo("stuck");
        assertThat(next()).isEqualTo("succeeded");
        assertThat(goesOn.poll(5, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void stopsThoughARunIsSilent() throws InterruptedException {
        start(_ -> {
            heard.add("begun");
            return Promise.<Void>promise().future();
        });
        assertThat(next()).isEqualTo("registered");
        assertThat(next()).isEqualTo("begun");
        loop.await(repeater::stop);
    }

    private void start(java.util.function.Function<Run, Future<Void>> work) {
        JobSite site = new JobSite(loop.vertx(), STUCK_AFTER, new JobListener() {
            @Override
            public void registered(String job) {
                heard.add("registered");
            }

            @Override
            public void succeeded(String job) {
                heard.add("succeeded");
            }

            @Override
            public void failed(String job, Throwable failure) {
                heard.add("failed");
            }

            @Override
            public void stuck(String job) {
                heard.add("stuck");
            }
        });
        repeater = new Repeater(site, "test", INTERVAL, DELAY_MAX, work);
        loop.run(repeater::start);
    }

    private String next() throws InterruptedException {
        String event = heard.poll(10, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }

    /** Work of many short steps that takes far longer, in all, than a run may be silent. */
    private static Future<Void> alive(Run run, int steps) {
        Promise<Void> done = Promise.promise();
        step(run, steps, done);
        return done.future();
    }

    private static void step(Run run, int left, Promise<Void> done) {
        if (left == 0 || !run.goesOn()) {
            done.complete();
        } else {
            loop.vertx().setTimer(5, _ -> step(run, left - 1, done));
        }
    }
}
