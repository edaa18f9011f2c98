package dev.millrace.app.demo;

import dev.millrace.app.node.Await;
import dev.millrace.console.Failure;
import dev.millrace.console.Progress;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Gives a merchant the demo's products and stock, by the same commands that everybody uses. The stock is set under fixed
 * idempotency keys: a second run finds their outcomes and changes nothing, whatever was sold since.
 */
public final class DemoData {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CommandGate gate;
    private final int merchantId;
    private final InstantSource clock;
    private final Uuid7 ids = Uuid7.seeded();

    public DemoData(CommandGate gate, int merchantId, InstantSource clock) {
        this.gate = gate;
        this.merchantId = merchantId;
        this.clock = clock;
    }

    /** Does what is missing; on a second run that is nothing. */
    public void load(Progress progress) {
        if (isStocked(setStock())) {
            return;
        }
        progress.step("Making the demo's " + DemoCatalog.products().size() + " products");
        require(submit(new CreateSupplier(
                merchantId, nextId(), clock.instant(), DemoCatalog.SUPPLIER_ID, DemoCatalog.SUPPLIER_NAME)));
        require(Future.join(DemoCatalog.products().stream()
                .map(draft -> submit(new PutProduct(
                        merchantId, nextId(), clock.instant(), draft, PutProduct.Mode.CREATE, Precondition.NONE)))
                .toList()));
        if (!isStocked(setStock())) {
            throw Failure.of("The demo's stock could not be set; start over with --fresh");
        }
    }

    /** Both in one go, so that they share a batch. */
    private List<Result> setStock() {
        Future<Result> demo = submit(adjustment("millrace-demo-stock", DemoCatalog.demoStock()));
        Future<Result> generated = submit(adjustment("millrace-demo-stock-generated", DemoCatalog.generatedStock()));
        require(Future.join(List.of(demo, generated)));
        return List.of(demo.result(), generated.result());
    }

    private static boolean isStocked(List<Result> results) {
        return results.stream()
                .allMatch(result -> result instanceof Result.Accepted || result instanceof Result.Replayed);
    }

    private AdjustStock adjustment(String key, List<Correction> corrections) {
        Keyed keyed = new Keyed(AdjustStock.KIND, key, hash(key));
        return new AdjustStock(merchantId, nextId(), clock.instant(), keyed, "stock of the demo", corrections);
    }

    private UUID nextId() {
        return ids.next(clock.instant());
    }

    private Future<Result> submit(Command command) {
        return gate.submit(command, System.nanoTime() + TIMEOUT.toNanos());
    }

    private static <T> T require(Future<T> future) {
        return Await.of(future, TIMEOUT.plusSeconds(1));
    }

    /** The content never changes, so its name stands for it. */
    private static RequestHash hash(String key) {
        try {
            return RequestHash.of(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
