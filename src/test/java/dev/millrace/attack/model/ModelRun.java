package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Many merchants' scripts, several at a time, each beside its own model, until all are done or one diverges. */
final class ModelRun {
    static final int MERCHANTS_AT_ONCE = 4;

    /** A script that failed. */
    record Failed(int merchant, List<Step> script, Divergence divergence) {}

    private final Plan plan;
    private final Supplier<Service> freshMerchants;
    private final Seen seen = new Seen();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger commands = new AtomicInteger();
    private final ConcurrentLinkedQueue<Failed> failed = new ConcurrentLinkedQueue<>();

    ModelRun(Plan plan, Supplier<Service> freshMerchants) {
        this.plan = plan;
        this.freshMerchants = freshMerchants;
    }

    /** The first script that failed, if one did. */
    Optional<Failed> run() {
        long endNanos = System.nanoTime() + plan.limit().toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < MERCHANTS_AT_ONCE; thread++) {
                Callable<Void> scripts = () -> {
                    oneAfterAnother(endNanos);
                    return null;
                };
                running.add(threads.submit(scripts));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Optional.ofNullable(failed.peek());
    }

    private void oneAfterAnother(long endNanos) {
        for (int merchant = next.getAndIncrement();
                merchant < plan.merchants() && failed.isEmpty() && System.nanoTime() < endNanos;
                merchant = next.getAndIncrement()) {
            one(merchant);
        }
    }

    private void one(int merchant) {
        List<Step> script = plan.script(merchant);
        Optional<Divergence> divergence = new Trial(freshMerchants.get(), seen, _ -> {}).run(script);
        commands.addAndGet(script.stream().mapToInt(Step::commands).sum());
        divergence.ifPresent(found -> failed.add(new Failed(merchant, script, found)));
    }

    int commands() {
        return commands.get();
    }

    Seen seen() {
        return seen;
    }
}
