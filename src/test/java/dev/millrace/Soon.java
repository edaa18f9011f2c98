package dev.millrace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** Waiting for what nobody announces: Awaitility on the test's own thread, with a look at once and many after it. */
public final class Soon {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Soon() {}

    /** @param what is waited for, 30 s at most; said if it does not come to that */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(AT_MOST)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .pollInSameThread()
                // Others' threads may die: some tests kill them.
                .dontCatchUncaughtExceptions();
    }

    /** That something does not come to be in all that time. */
    public static void assertNever(String what, Duration time, Callable<Boolean> holds) {
        assertThatThrownBy(() -> await(what).atMost(time).until(holds))
                .as(what)
                .isInstanceOf(ConditionTimeoutException.class);
    }
}
