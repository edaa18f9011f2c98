package dev.millrace.app.node;

import dev.millrace.access.PepperFingerprint;
import dev.millrace.access.RequestLimits;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.feed.Feed;
import dev.millrace.feed.FillJob;
import dev.millrace.http.Listeners;
import dev.millrace.http.RequestListener;
import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.Repeater;
import dev.millrace.lane.LaneListener;
import dev.millrace.lane.LaneListeners;
import dev.millrace.lane.Lanes;
import dev.millrace.lane.PgLaneStore;
import dev.millrace.purchasing.dispatch.Dispatcher;
import dev.millrace.store.Database;
import dev.millrace.store.DatabaseFigureReads;
import dev.millrace.store.DeploymentReads;
import dev.millrace.store.StatementOwner;
import dev.millrace.telemetry.DatabaseMeters;
import dev.millrace.telemetry.EventLoopLag;
import dev.millrace.telemetry.Health;
import dev.millrace.telemetry.HealthCheck;
import dev.millrace.telemetry.HttpMeters;
import dev.millrace.telemetry.JobMeters;
import dev.millrace.telemetry.LaneMeters;
import dev.millrace.telemetry.LimitMeters;
import dev.millrace.telemetry.Meters;
import dev.millrace.telemetry.PoolMeters;
import dev.millrace.telemetry.ProjectionMeters;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;

/** Every room of a server, made and put together, not started yet. The composition root: nothing else knows them all. */
final class NodeComponents {
    /** A loop that has not turned for so long is stuck, not busy. */
    private static final Duration LOOP_STUCK = Duration.ofSeconds(5);

    private static final Duration FIGURES_INTERVAL = Duration.ofSeconds(15);
    /** Longer than what a lane waits at most before it tries to connect again. */
    private static final Duration VOUCHING_INTERVAL = Duration.ofSeconds(3);

    final MillraceConfig config;
    final Meters meters = new Meters();
    final Vertx vertx;
    final LaneEventLoops laneLoops;
    final EventLoopLag eventLoopLag;
    final Database database;
    final Feed feed;
    final Lanes lanes;
    final FillJob fills;
    final Repeater databaseFigures;
    final Purchasing purchasing;
    final RevokedKeyPoll keys;
    final RequestLimits limits;
    final Executor jobsLoop;
    final Health health;
    final Repeater vouching;
    private final DeploymentReads deployment;
    final RequestListener requests = new HttpMeters(meters.registry());
    final Listeners listeners;

    NodeComponents(MillraceConfig config) {
        this.config = config;
        InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
        vertx = Vertx.builder()
                .with(new VertxOptions()
                        .setEventLoopPoolSize(config.api().listener().eventLoops())
                        .setMetricsOptions(meters.vertxOptions()))
                .withMetrics(meters.vertxFactory())
                .build();
        laneLoops = new LaneEventLoops(vertx, config.lane().lanes());
        eventLoopLag = EventLoopLag.watch(vertx, laneLoops.all(), meters.registry());
        database = new Database(vertx, config.database());
        new PoolMeters(meters.registry())
                .measure("reads", database.reads())
                .measure("lists", database.lists())
                .measure("background", database.background());
        JobSite site = new JobSite(vertx, config.feed().jobStuckAfter(), new JobMeters(meters.registry(), clock));
        feed = new Feed(site, database, config.feed(), new ProjectionMeters(meters.registry()));
        EventLoops loops = new EventLoops(vertx);
        lanes = new Lanes(
                config.lane(),
                new PgLaneStore(database),
                _ -> loops.laneEnvironment(laneLoops.next(), clock),
                this::laneListener);
        jobsLoop = loops.next();
        Uuid7 ids = Uuid7.seeded();
        fills = new FillJob(
                site,
                database.background(),
                lanes.gate(jobsLoop),
                () -> ids.next(clock.instant()),
                clock,
                config.feed());
        purchasing = new Purchasing(
                site,
                database,
                config,
                meters.registry(),
                new Dispatcher.Commands(lanes.gate(jobsLoop), () -> ids.next(clock.instant()), clock));
        databaseFigures = databaseFigures(site);
        keys = new RevokedKeyPoll(site, database, config.access());
        limits = requestLimits();
        deployment = new DeploymentReads(database);
        vouching = new Repeater(
                site,
                "timeline_watch",
                VOUCHING_INTERVAL,
                config.feed().retryDelayMax(),
                new TimelineWatch(lanes::areConnected, database::history, deployment::vouchFor)::look);
        health = new Health(() -> eventLoopLag.allTurnedWithin(LOOP_STUCK), readiness());
        listeners = Listeners.of(config.api(), config.memory());
        meters.connections(listeners.connections()::open);
        meters.kept("heads", listeners.budgets().heads());
        meters.kept("bodies", listeners.budgets().bodies());
        meters.kept("unsent", listeners.budgets().unsent());
    }

    private Repeater databaseFigures(JobSite site) {
        DatabaseFigureReads reads = new DatabaseFigureReads(database.background());
        DatabaseMeters figures = new DatabaseMeters(meters.registry());
        return new Repeater(
                site,
                "database_figures",
                FIGURES_INTERVAL,
                config.feed().retryDelayMax(),
                () -> reads.read().onSuccess(figures::figures).mapEmpty());
    }

    private RequestLimits requestLimits() {
        LimitMeters limitMeters = new LimitMeters(meters.registry());
        RequestLimits made = new RequestLimits(
                config.keyLimits(),
                config.merchantLimits(),
                config.access().limitHoldersMax(),
                System::nanoTime,
                limitMeters);
        limitMeters.watch(made);
        return made;
    }

    private LaneListener laneListener(int lane) {
        return LaneListeners.of(new LaneMeters(meters.registry(), Integer.toString(lane)), feed);
    }

    private List<HealthCheck> readiness() {
        byte[] pepper = PepperFingerprint.of(config.access().pepper());
        return List.of(
                HealthCheck.of("lanes", lanes::areConnected),
                HealthCheck.of("pools", database::isConnected),
                new HealthCheck("database", this::databaseAnswers),
                new HealthCheck("rights", () -> deployment.missingRights().map(missing -> missing == null)),
                new HealthCheck("pepper", () -> deployment.isOurPepper(pepper)));
    }

    /** Asked where orders need it too, to find out who sends them; slow lists make nobody less ready. */
    private Future<Boolean> databaseAnswers() {
        return database.reads()
                .read(new StatementOwner.Job("the check of health"), "SELECT 1", Tuple.tuple())
                .map(true);
    }
}
