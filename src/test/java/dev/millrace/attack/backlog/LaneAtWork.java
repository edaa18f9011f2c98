package dev.millrace.attack.backlog;

import dev.millrace.Changed;
import dev.millrace.domain.command.Command;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.LaneConfig;
import dev.millrace.lane.LaneEnvironment;
import dev.millrace.lane.LaneListener;
import dev.millrace.lane.Lanes;
import dev.millrace.lane.PgLaneStore;
import dev.millrace.lane.Result;
import dev.millrace.store.Database;
import dev.millrace.store.DatabaseConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One real lane on a real database, without HTTP in front of it, and a thread that waits for its answers. */
final class LaneAtWork implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 120;
    /** Fewer than a merchant may have in the queue. */
    private static final int AT_ONCE = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final Lanes lanes;
    private final CommandGate gate;

    LaneAtWork(DatabaseConfig database) {
        Context context = ((VertxInternal) vertx).createEventLoopContext();
        LaneEnvironment environment = new LaneEnvironment(
                task -> context.runOnContext(_ -> task.run()),
                (millis, task) -> vertx.setTimer(millis, _ -> context.runOnContext(_ -> task.run())),
                InstantSource.system(),
                System::nanoTime,
                UUID::randomUUID,
                Math::random);
        lanes = new Lanes(
                oneLane(), new PgLaneStore(new Database(vertx, database)), _ -> environment, _ -> LaneListener.NONE);
        gate = lanes.gate(Runnable::run);
        lanes.start();
    }

    private static LaneConfig oneLane() {
        return Changed.of(LaneConfig.defaults(), Map.of("lanes", 1));
    }

    /**
     * Decides one command, alone in its batch.
     *
     * @throws IllegalStateException if it is not accepted
     */
    void does(Command command) {
        accepted(command, start(command));
    }

    /** Decides commands that arrive together, in as few batches as a busy lane makes of them. */
    void doesAll(List<? extends Command> commands) {
        for (int from = 0; from < commands.size(); from += AT_ONCE) {
            List<? extends Command> some = commands.subList(from, Math.min(from + AT_ONCE, commands.size()));
            List<CompletableFuture<Result>> answers = new ArrayList<>();
            some.forEach(command -> answers.add(start(command)));
            for (int each = 0; each < some.size(); each++) {
                accepted(some.get(each), answers.get(each));
            }
        }
    }

    private CompletableFuture<Result> start(Command command) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        return gate.submit(command, deadline).toCompletionStage().toCompletableFuture();
    }

    private static void accepted(Command command, CompletableFuture<Result> answer) {
        if (!(answer.join() instanceof Result.Accepted)) {
            throw new IllegalStateException(answer.join() + ": " + command);
        }
    }

    @Override
    public void close() {
        lanes.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
