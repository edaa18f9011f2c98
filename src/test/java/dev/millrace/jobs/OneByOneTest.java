package dev.millrace.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OneByOneTest {
    /** Far more than a stack has room for. */
    private static final List<Integer> MANY =
            IntStream.range(0, 200_000).boxed().toList();

    private final List<Integer> taken = new ArrayList<>();

    private static EventLoop loop;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @Test
    void goesThroughAnyNumberOfStepsThatEndLater() {
        loop.await(() -> OneByOne.each(new Run(), MANY, this::later));
        assertThat(taken).isEqualTo(MANY);
    }

    @Test
    void goesThroughAnyNumberOfStepsThatEndAtOnce() {
        loop.await(() -> OneByOne.each(new Run(), MANY, this::atOnce));
        assertThat(taken).isEqualTo(MANY);
    }

    @Test
    void endsWithTheFirstStepThatFails() {
        Throwable failure = loop.awaitFailure(() -> OneByOne.each(
                new Run(), MANY, i -> i == 3 ? Future.failedFuture(new IllegalStateException("third")) : later(i)));
        assertThat(failure).hasMessage("third");
        assertThat(taken).containsExactly(0, 1, 2);
    }

    @Test
    void aStepThatThrowsFails() {
        Throwable failure = loop.awaitFailure(() -> OneByOne.each(new Run(), MANY, _ -> {
            throw new IllegalStateException("thrown");
        }));
        assertThat(failure).hasMessage("thrown");
    }

    @Test
    void aRunThatWasGivenUpGoesNoFurther() {
        Run run = new Run();
        loop.await(() -> OneByOne.each(run, MANY, i -> {
            if (i == 5) {
                run.giveUp();
            }
            return later(i);
        }));
        assertThat(taken).hasSize(6);
    }

    private Future<?> atOnce(int thing) {
        taken.add(thing);
        return Future.succeededFuture();
    }

    private Future<?> later(int thing) {
        taken.add(thing);
        Promise<Void> step = Promise.promise();
        loop.run(step::complete);
        return step.future();
    }
}
