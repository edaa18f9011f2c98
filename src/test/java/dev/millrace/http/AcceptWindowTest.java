package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New connections wait for those before them to be set up. */
class AcceptWindowTest {
    private static final int WAITING_MAX = 3;

    private final EmbeddedChannel listener = new EmbeddedChannel();

    @BeforeEach
    void theFirstConnectionInstallsIt() {
        AcceptWindow.setUp(connection(), WAITING_MAX);
        listener.runPendingTasks();
    }

    @Test
    void acceptsNoMoreWhileAsManyWaitAsMay() {
        accept(connection());
        accept(connection());
        assertThat(accepts()).isTrue();
        accept(connection());
        assertThat(accepts()).isFalse();
    }

    @Test
    void acceptsAgainWhenOneIsSetUp() {
        Channel first = connection();
        accept(first);
        accept(connection());
        accept(connection());
        AcceptWindow.setUp(first, WAITING_MAX);
        assertThat(accepts()).isTrue();
        accept(connection());
        assertThat(accepts()).as("two wait from before").isFalse();
    }

    @Test
    void acceptsAgainWhenOneEndsBeforeItIsSetUp() {
        Channel first = connection();
        accept(first);
        accept(connection());
        accept(connection());
        var _ = first.close();
        assertThat(accepts()).isTrue();
    }

    @Test
    void aConnectionLeavesOnce() {
        Channel first = connection();
        accept(first);
        AcceptWindow.setUp(first, WAITING_MAX);
        var _ = first.close();
        for (int each = 0; each < WAITING_MAX; each++) {
            accept(connection());
        }
        assertThat(accepts()).isFalse();
    }

    @Test
    void isThereOnceHoweverManyConnectionsCome() {
        AcceptWindow.setUp(connection(), WAITING_MAX);
        AcceptWindow.setUp(connection(), WAITING_MAX);
        listener.runPendingTasks();
        assertThat(listener.pipeline().toMap().values())
                .filteredOn(AcceptWindow.class::isInstance)
                .hasSize(1);
    }

    private boolean accepts() {
        return listener.config().isAutoRead();
    }

    private void accept(Channel connection) {
        listener.pipeline().fireChannelRead(connection);
    }

    private Channel connection() {
        return new EmbeddedChannel(
                listener, DefaultChannelId.newInstance(), true, false, new ChannelInboundHandlerAdapter());
    }
}
