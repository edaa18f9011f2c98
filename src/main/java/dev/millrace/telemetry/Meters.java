package dev.millrace.telemetry;

import dev.millrace.http.ByteBudget;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.function.Supplier;

/** All meters of the process. Create one, before Vert.x, and close it last. */
public final class Meters implements AutoCloseable {
    /** What we measure ourselves, with bounded labels, or do not need: each costs something for every message. */
    private static final EnumSet<MetricsDomain> NOT_NEEDED =
            EnumSet.complementOf(EnumSet.of(MetricsDomain.NAMED_POOLS));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** Meters that tell of the JVM and the build from the start. */
    public Meters() {
        registry.config().meterFilter(new Buckets());
        // Every connection of a pool registers this gauge under one name, and only the first would count.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("vertx.sql.processing.pending"));
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder(MeterNames.BUILD_INFO, () -> 1)
                .description("The build that runs; always 1")
                .tag("version", version())
                .register(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** How many connections clients hold open. */
    public void connections(Supplier<Number> open) {
        Gauge.builder(MeterNames.HTTP_CONNECTIONS, open)
                .description("Open connections of API clients")
                .register(registry);
    }

    /** What Vert.x is given as its metrics options, beside {@link #vertxFactory}. */
    public MicrometerMetricsOptions vertxOptions() {
        MicrometerMetricsOptions options = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME, Label.NAMESPACE));
        NOT_NEEDED.forEach(options::addDisabledMetricsCategory);
        return options;
    }

    /** Makes Vert.x measure into the same registry. */
    public VertxMetricsFactory vertxFactory() {
        return new MicrometerMetricsFactory(registry);
    }

    /** What is kept for clients under one budget, what may be, and how often something was not kept. */
    public void kept(String what, ByteBudget budget) {
        Gauge.builder(MeterNames.KEPT_BYTES, budget::taken)
                .description("What is kept for clients now")
                .baseUnit("bytes")
                .tag("what", what)
                .register(registry);
        Gauge.builder(MeterNames.KEPT_BYTES_MAX, budget::max)
                .description("What may be kept for clients")
                .baseUnit("bytes")
                .tag("what", what)
                .register(registry);
        FunctionCounter.builder(MeterNames.KEPT_REFUSED, budget, ByteBudget::refused)
                .description("How often something was not kept, since there was no room for it")
                .tag("what", what)
                .register(registry);
    }

    /** Everything, in the form that the scraper asks for. Takes milliseconds: not for an event loop. */
    Scrape scrape(String accept) {
        String contentType = Scrape.contentType(accept);
        return new Scrape(contentType, registry.scrape(contentType));
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private static String version() {
        String version = Meters.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
