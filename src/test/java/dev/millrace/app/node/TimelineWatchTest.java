package dev.millrace.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.ServerHistory;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineWatchTest {
    private static final ServerHistory FIRST = new ServerHistory(7, 1);
    private static final ServerHistory SECOND = new ServerHistory(7, 2);

    private final List<ServerHistory> vouchedFor = new ArrayList<>();
    private boolean connected = true;
    private @Nullable ServerHistory database = FIRST;

    private final TimelineWatch watch = new TimelineWatch(() -> connected, () -> database, history -> {
        vouchedFor.add(history);
        return Future.succeededFuture();
    });

    @Test
    void vouchesAtTheSecondLookSinceOthersMayHaveSeenMore() {
        watch.look();
        watch.look();
        database = SECOND;
        watch.look();
        assertThat(vouchedFor).containsExactly(FIRST);

        watch.look();
        assertThat(vouchedFor).containsExactly(FIRST, SECOND);
    }

    @Test
    void vouchesForNothingThatItsLanesHaveNotComparedWithWhatTheySaw() {
        watch.look();
        database = SECOND;
        connected = false;
        watch.look();
        watch.look();
        connected = true;
        watch.look();
        assertThat(vouchedFor).isEmpty();

        watch.look();
        assertThat(vouchedFor).containsExactly(SECOND);
    }

    @Test
    void vouchesForNothingThatTheServerDoesNotTell() {
        database = null;
        watch.look();
        watch.look();
        assertThat(vouchedFor).isEmpty();
    }
}
