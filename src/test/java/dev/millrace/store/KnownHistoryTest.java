package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownHistoryTest {
    private final KnownHistory known = new KnownHistory();

    private static ServerState writable(long systemIdentifier, int timeline) {
        return new ServerState(false, false, new ServerHistory(systemIdentifier, timeline));
    }

    @Test
    void theFirstServerThatTakesWritesIsRight() {
        assertThat(known.fault(writable(7, 1))).isNull();
        assertThat(known.fault(writable(7, 1))).isNull();
    }

    @Test
    void aStandbyIsWrongAndTellsNothing() {
        assertThat(known.fault(new ServerState(true, false, new ServerHistory(7, 9))))
                .contains("standby");
        assertThat(known.fault(writable(7, 1))).isNull();
    }

    @Test
    void aReadOnlyServerIsWrongAndTellsNothing() {
        assertThat(known.fault(new ServerState(false, true, new ServerHistory(7, 9))))
                .contains("read-only");
        assertThat(known.fault(writable(7, 1))).isNull();
    }

    @Test
    void aPromotedOneTakesThePlaceOfTheOneBefore() {
        known.fault(writable(7, 1));
        assertThat(known.fault(writable(7, 2))).isNull();
        assertThat(known.fault(writable(7, 1))).contains("timeline 1").contains("at 2");
        assertThat(known.fault(writable(7, 2))).isNull();
    }

    @Test
    void anotherClusterIsWrongWhateverItsTimeline() {
        known.fault(writable(7, 1));
        assertThat(known.fault(writable(8, 5))).contains("another database cluster");
        assertThat(known.fault(writable(7, 1))).isNull();
    }

    @Test
    void aServerThatDoesNotTellIsTakenAtItsWord() {
        known.fault(writable(7, 1));
        assertThat(known.fault(new ServerState(false, false, null))).isNull();
        assertThat(known.fault(new ServerState(true, false, null))).contains("standby");
    }
}
