package dev.millrace.attack.nemesis;

import dev.millrace.Soon;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way between server and database is cut, held and halved under load. The long form: {@code ./millrace nemesis}. */
class CutsIT extends UnderSiege {
    CutsIT() {
        super(9);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "APPEND_CUT",
                "APPEND_HELD",
                "SYNC_CUT",
                "SYNC_HELD",
                "ANSWER_CUT",
                "ANSWERS_CUT",
                "ANSWER_HELD",
                "ANSWER_DELAYED",
                "BACKEND_ENDED_IN_APPEND",
                "HALF_OPEN_TO_DATABASE",
                "HALF_OPEN_FROM_DATABASE",
                "SWIZZLE"
            })
    void worksAgainInTime(Fault fault) throws Exception {
        siege.endureAndTell(fault);
    }

    @Test
    void isNotReadyWhileNothingReachesTheDatabaseAndReadyAfterwards() throws Exception {
        rig.proxy().darken(Direction.values());

        Soon.await("not being ready").atMost(Duration.ofSeconds(5)).until(() -> !rig.isReady());

        rig.proxy().heal();
        Soon.await("being ready again").atMost(Limit.SILENCE.of(rig.timeouts())).until(rig::isReady);
    }
}
