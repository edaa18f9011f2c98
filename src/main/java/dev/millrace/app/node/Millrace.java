package dev.millrace.app.node;

import dev.millrace.access.PepperFingerprint;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Deployment;
import dev.millrace.console.Failure;
import dev.millrace.lane.CommandGate;
import dev.millrace.purchasing.Connections;
import dev.millrace.telemetry.ManagementVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. Several may run in one process, on ports of their own (0 for any free one), on one database or on
 * several.
 *
 * <p>It goes down in the order of what depends on what, so that everything that was accepted is committed and answered:
 * not ready any more, a while in which balancers notice and clients are asked to go, no new connections, requests in
 * flight, lanes, jobs, pools.
 */
public final class Millrace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Millrace.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_POLL = Duration.ofMillis(5);
    /** Beyond what a step of the shutdown may take by itself. */
    private static final Duration STEP_GRACE = Duration.ofSeconds(5);

    private final NodeComponents components;
    private final ManagementVerticle management;
    private final List<ApiEventLoop> apiLoops = new ArrayList<>();
    private final List<String> apiDeployments = new ArrayList<>();
    private volatile boolean closed;

    private Millrace(MillraceConfig config) {
        components = new NodeComponents(config);
        management = new ManagementVerticle(config.management(), components.meters, components.health);
    }

    /**
     * Starts a server and waits until it listens and its lanes can commit. The schema must be up to date.
     *
     * @throws Failure if a port is taken or the database cannot be reached
     */
    public static Millrace start(MillraceConfig config) {
        Millrace millrace = new Millrace(config);
        try {
            millrace.start();
            return millrace;
        } catch (RuntimeException | Error failure) {
            millrace.close();
            throw failure;
        }
    }

    private void start() {
        MillraceConfig config = components.config;
        new Deployment(config.database())
                .serve(PepperFingerprint.of(config.access().pepper()));
        deploy(management, "management.port", config.management().port());
        components.database.start();
        components.lanes.start();
        components.feed.start();
        components.jobsLoop.execute(components.fills::start);
        components.jobsLoop.execute(components.vouching::start);
        components.jobsLoop.execute(components.databaseFigures::start);
        components.jobsLoop.execute(components.purchasing::start);
        components.jobsLoop.execute(components.keys::start);
        awaitConnections();
        for (int loop = 0; loop < config.api().listener().eventLoops(); loop++) {
            ApiEventLoop apiLoop = new ApiEventLoop(components);
            apiDeployments.add(
                    deploy(apiLoop, "api.port", config.api().listener().port()));
            apiLoops.add(apiLoop);
        }
        components.health.started();
    }

    /** Where commands go, for what runs in this process. Answers come on an event loop. */
    public CommandGate gate() {
        return components.lanes.gate(EventLoops.executorOf(components.vertx.getOrCreateContext()));
    }

    /** How suppliers are reached, for what runs in this process. */
    public Connections connections() {
        return components.purchasing.connections;
    }

    /** The port that the API listens on. */
    public int apiPort() {
        return apiLoops.getFirst().port();
    }

    /** The port that metrics and health listen on. */
    public int managementPort() {
        return management.port();
    }

    /** Goes down in order. A step that does not end in time is logged, and the next one follows. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        MillraceConfig config = components.config;
        components.health.shuttingDown();
        components.listeners.drain().begin();
        components.feed.release();
        step(
                "the drain",
                Future.future(drained -> components.vertx.setTimer(
                        Math.max(1, config.api().timeouts().drainDelay().toMillis()), _ -> drained.complete())),
                config.api().timeouts().drainDelay());
        step(
                "the API",
                Future.join(
                        apiDeployments.stream().map(components.vertx::undeploy).toList()),
                config.api().timeouts().requestDeadline());
        step(
                "the jobs",
                Future.join(
                        components.fills.stop(),
                        components.databaseFigures.stop(),
                        components.vouching.stop(),
                        components.purchasing.stop(),
                        components.feed.stop(),
                        components.keys.stop()),
                config.database().statementTimeout());
        step("the lanes", components.lanes.close(), config.lane().timeouts().drainTimeout());
        step("the ways to suppliers", components.purchasing.close(), Duration.ZERO);
        step("the pools", components.database.close(), Duration.ZERO);
        components.eventLoopLag.stop();
        step("Vert.x", components.vertx.close(), Duration.ZERO);
        components.laneLoops.close();
        components.meters.close();
    }

    private void awaitConnections() {
        Promise<Void> connected = Promise.promise();
        completeWhenConnected(connected);
        try {
            await(connected.future(), START_TIMEOUT);
        } catch (TimeoutException e) {
            throw Failure.of(
                    "The database at " + components.config.database().url() + " could not be reached within "
                            + START_TIMEOUT.toSeconds() + " s; the log says why",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Each look asks for the next one. A periodic timer would have to cancel itself, which fails if it fires before whoever
     * set it has taken note of it.
     */
    private void completeWhenConnected(Promise<Void> connected) {
        components.vertx.setTimer(CONNECT_POLL.toMillis(), _ -> {
            if (components.lanes.areConnected() && components.database.isConnected()) {
                connected.complete();
            } else if (!closed) {
                completeWhenConnected(connected);
            }
        });
    }

    private String deploy(Deployable part, String portKey, int port) {
        try {
            return await(components.vertx.deployVerticle(part), START_TIMEOUT);
        } catch (ExecutionException | TimeoutException e) {
            boolean taken = Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                    .anyMatch(BindException.class::isInstance);
            throw taken
                    ? Failure.of("Port " + port + " is taken; choose another one with " + portKey, e)
                    : new IllegalStateException(e);
        }
    }

    private static void step(String name, Future<?> step, Duration time) {
        try {
            await(step, time.plus(STEP_GRACE));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not stop cleanly", name, e);
        }
    }

    private static <T> T await(Future<T> future, Duration time) throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }
}
