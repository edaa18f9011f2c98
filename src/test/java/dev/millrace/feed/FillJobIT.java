package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.stock.FillBackorders;
import dev.millrace.jobs.JobSite;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.store.Database;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FillJobIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30Z");

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private static final TestMerchant MERCHANT = TestMerchant.create(TEST_DATABASE, "fills", "0123456789");
    private static final TestMerchant OTHER = TestMerchant.create(TEST_DATABASE, "others", "0123456789");

    private final FakeGate gate = new FakeGate();

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeEach
    void nothingWaits() {
        MERCHANT.run("DELETE FROM backorders");
    }

    @Test
    void findsWhereUnitsAreFreeBesideWaitingLines() {
        Product both = MERCHANT.product("both", 5);
        Product waitingOnly = MERCHANT.product("waiting only", 0);
        MERCHANT.product("free only", 5);
        Product others = OTHER.product("another merchant's", 1);
        for (int line = 0; line < 40; line++) {
            await(MERCHANT, both, line);
        }
        await(MERCHANT, waitingOnly, 0);
        await(OTHER, others, 0);
        FillFinder finder = new FillFinder(pools.background(), 100);

        assertThat(loop.await(finder::next))
                .containsExactly(
                        new FreeBesideWaiting(MERCHANT.id(), both.key(), "both"),
                        new FreeBesideWaiting(OTHER.id(), others.key(), "another merchant's"));
    }

    @Test
    void walksABoundedNumberOfProductsAtATimeAndBeginsAnewAfterTheLast() {
        List<String> skus = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Product product = MERCHANT.product("walk " + i, i == 1 ? 0 : 1);
            await(MERCHANT, product, 0);
            skus.add(product.sku());
        }
        FillFinder finder = new FillFinder(pools.background(), 2);

        List<List<String>> looks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            looks.add(loop.await(finder::next).stream()
                    .map(FreeBesideWaiting::sku)
                    .toList());
        }

        assertThat(looks)
                .containsExactly(
                        List.of(skus.get(0)),
                        List.of(skus.get(2), skus.get(3)),
                        List.of(skus.get(4)),
                        List.of(skus.get(0)));
    }

    @Test
    void findsNothingWhereNothingWaits() {
        FillFinder finder = new FillFinder(pools.background(), 100);

        assertThat(loop.await(finder::next)).isEmpty();
    }

    @Test
    void sendsOneCommandPerSkuUntilItIsAnswered() {
        Product product = MERCHANT.product("one at a time", 5);
        await(MERCHANT, product, 0);
        FillJob job = loop.make(this::job);

        look(job);
        look(job);
        assertThat(gate.commands()).singleElement().isInstanceOfSatisfying(FillBackorders.class, fill -> {
            assertThat(fill.merchantId()).isEqualTo(MERCHANT.id());
            assertThat(fill.sku()).isEqualTo("one at a time");
            assertThat(fill.receivedAt()).isEqualTo(AT);
        });

        loop.make(() -> gate.fail(new OperationFailure.Overloaded("full")));
        look(job);
        assertThat(gate.commands()).hasSize(2);
    }

    private FillJob job() {
        return new FillJob(
                JobSite.of(loop.vertx()),
                pools.background(),
                gate,
                UUID::randomUUID,
                InstantSource.fixed(AT),
                FeedConfig.defaults());
    }

    private static void look(FillJob job) {
        loop.await(job::look);
    }

    private static void await(TestMerchant merchant, Product product, int line) {
        merchant.run(
                "INSERT INTO backorders VALUES (?, ?, 1, ?, ?, 1)",
                merchant.id(),
                product.key(),
                line,
                UUID.randomUUID());
    }

    /** Takes commands and answers when it is told to. */
    private static final class FakeGate implements CommandGate {
        private final List<Command> commands = new ArrayList<>();
        private Promise<Result> last = Promise.promise();

        @Override
        public synchronized Future<Result> submit(Command command, long deadlineNanos) {
            commands.add(command);
            last = Promise.promise();
            return last.future();
        }

        synchronized List<Command> commands() {
            return List.copyOf(commands);
        }

        synchronized boolean fail(Throwable failure) {
            return last.tryFail(failure);
        }
    }
}
