package dev.millrace.telemetry;

import dev.millrace.lane.LaneListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures one lane. Kinds and outcomes are small sets that the code names. */
public final class LaneMeters implements LaneListener {
    private record KindAndOutcome(String kind, String outcome) {}

    private final MeterRegistry registry;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger contested = new AtomicInteger();
    private final DistributionSummary batchCommands;
    private final DistributionSummary batchMerchants;
    private final Timer load;
    private final Timer append;
    private final Counter stale;
    private final Counter reconnects;
    private final Counter setBack;
    private final Map<KindAndOutcome, Counter> outcomes = new ConcurrentHashMap<>();

    /** @param lane its number, as a label */
    public LaneMeters(MeterRegistry registry, String lane) {
        this.registry = registry;
        Gauge.builder(MeterNames.LANE_QUEUE, queued, AtomicInteger::get)
                .description("Commands that have no answer yet")
                .tag("lane", lane)
                .register(registry);
        Gauge.builder(MeterNames.LANE_CONTESTED, contested, AtomicInteger::get)
                .description("1 while the lane locks heads before it loads, since somebody else writes too")
                .tag("lane", lane)
                .register(registry);
        batchCommands = DistributionSummary.builder(MeterNames.LANE_BATCH)
                .description("Commands in a batch")
                .tag("lane", lane)
                .register(registry);
        batchMerchants = DistributionSummary.builder(MeterNames.LANE_BATCH_MERCHANTS)
                .description("Merchants in a batch")
                .tag("lane", lane)
                .register(registry);
        load = Timer.builder(MeterNames.LANE_LOAD)
                .description("Loading what a batch needs and the lane does not know")
                .tag("lane", lane)
                .register(registry);
        append = Timer.builder(MeterNames.LANE_APPEND)
                .description("From sending a batch to the database's answer, commit included")
                .tag("lane", lane)
                .register(registry);
        stale = Counter.builder(MeterNames.LANE_STALE)
                .description("Heads that were elsewhere: somebody else wrote")
                .tag("lane", lane)
                .register(registry);
        setBack = Counter.builder(MeterNames.HISTORY_SET_BACK)
                .description("Times that the database was found set back behind what the lane had seen of it")
                .tag("lane", lane)
                .register(registry);
        reconnects = Counter.builder(MeterNames.LANE_RECONNECTS)
                .description("Times that the lane's connection was lost or could not be made")
                .tag("lane", lane)
                .register(registry);
    }

    @Override
    public void queued(int delta) {
        queued.addAndGet(delta);
    }

    @Override
    public void loaded(long nanos) {
        load.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void batchDecided(int commands, int merchants) {
        batchCommands.record(commands);
        batchMerchants.record(merchants);
    }

    @Override
    public void appended(long nanos) {
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stale(int merchants) {
        stale.increment(merchants);
    }

    @Override
    public void contested(boolean on) {
        contested.set(on ? 1 : 0);
    }

    @Override
    public void setBack() {
        setBack.increment();
    }

    @Override
    public void reconnecting() {
        reconnects.increment();
    }

    @Override
    public void outcome(String kind, String outcome) {
        outcomes.computeIfAbsent(new KindAndOutcome(kind, outcome), this::counter)
                .increment();
    }

    private Counter counter(KindAndOutcome labels) {
        return Counter.builder(MeterNames.LANE_OUTCOMES)
                .description("What commands came to")
                .tag("kind", labels.kind)
                .tag("outcome", labels.outcome)
                .register(registry);
    }
}
