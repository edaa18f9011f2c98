package dev.millrace.purchasing.dispatch;

import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.Repeater;
import dev.millrace.store.PurchasingFigureReads;
import dev.millrace.store.PurchasingFigures;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** Tells now and then how buying stands. It runs on the event loop that {@link #start} is called on. */
public final class FiguresJob {
    private final Repeater looks;

    /** @param listener is told the figures */
    public FiguresJob(
            JobSite site, PurchasingFigureReads reads, DispatcherConfig config, Consumer<PurchasingFigures> listener) {
        this.looks = new Repeater(
                site,
                "purchasing_figures",
                config.figures().figuresInterval(),
                config.rounds().retryDelayMax(),
                () -> reads.read().onSuccess(listener::accept).mapEmpty());
    }

    public void start() {
        looks.start();
    }

    /** Counts no more. */
    public Future<Void> stop() {
        return looks.stop();
    }
}
