package dev.millrace.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.console.Failure;
import dev.millrace.console.Progress;
import dev.millrace.importer.ImportPlan.Kind;
import dev.millrace.importer.ImportPlan.LeftOut;
import dev.millrace.importer.ImportPlan.PlannedOrder;
import dev.millrace.wire.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Sends orders in their file's order, a number of them at a time, and gathers what they come to. */
final class OrderImport {
    private static final int PROGRESS_ORDERS = 2_000;

    private final ImportApi api;
    private final int concurrency;
    private final Progress progress;
    private final Map<String, Long> rejectedByCode = new TreeMap<>();
    private final List<LeftOut> refused = new ArrayList<>();
    private final List<String> decided = new ArrayList<>();
    private ImportSums sums = ImportSums.NONE;
    private long replayed;

    /** @param concurrency orders in flight at most */
    OrderImport(ImportApi api, int concurrency, Progress progress) {
        this.api = api;
        this.concurrency = concurrency;
        this.progress = progress;
    }

    void send(List<PlannedOrder> orders) {
        Semaphore places = new Semaphore(concurrency);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ImportApi.Answer>> answers = new ArrayList<>();
            try {
                for (PlannedOrder order : orders) {
                    places.acquire();
                    answers.add(threads.submit(() -> {
                        try {
                            return api.postOnce("/v1/orders", order.number(), body(order));
                        } finally {
                            places.release();
                        }
                    }));
                    int collected = decided.size() + refused.size();
                    if (answers.size() - collected > concurrency) {
                        collect(orders.get(collected), answers.get(collected));
                        tell(orders.size());
                    }
                }
                for (int next = decided.size() + refused.size(); next < orders.size(); next++) {
                    collect(orders.get(next), answers.get(next));
                    tell(orders.size());
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw Failure.of("Interrupted. Run the import again to go on where it stopped.", e);
            } catch (RuntimeException failure) {
                threads.shutdownNow();
                throw failure;
            }
        }
    }

    ImportSums sums() {
        return sums;
    }

    Map<String, Long> rejectedByCode() {
        return rejectedByCode;
    }

    /** Orders that the server refused to decide. */
    List<LeftOut> refused() {
        return refused;
    }

    /** Numbers of the orders that have an outcome. */
    List<String> decided() {
        return decided;
    }

    /** How many of the outcomes were there already. */
    long replayed() {
        return replayed;
    }

    private void tell(int all) {
        int done = decided.size() + refused.size();
        if (done % PROGRESS_ORDERS == 0) {
            progress.step("%,d of %,d orders".formatted(done, all));
        }
    }

    private void collect(PlannedOrder order, Future<ImportApi.Answer> sent) throws InterruptedException {
        ImportApi.Answer answer;
        try {
            answer = sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : new IllegalStateException(e);
        }
        if (answer.status() == 201 || (answer.status() == 409 && answer.json().has("order"))) {
            decided(order, answer);
        } else if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 403) {
            throw Failure.of(
                    "The server answered " + answer.status() + " to order " + order.number() + ": " + answer.body());
        } else {
            refused.add(new LeftOut(Kind.ORDER, "order " + order.number(), "the server refuses it: " + answer.code()));
        }
    }

    private void decided(PlannedOrder order, ImportApi.Answer answer) {
        decided.add(order.number());
        replayed += answer.replayed() ? 1 : 0;
        if (answer.status() == 201) {
            JsonNode body = answer.json();
            long units = 0;
            for (JsonNode line : body.path("lines")) {
                units += line.path("quantity").asLong();
            }
            sums = sums.plus(new ImportSums(
                    1, 0, units, body.path("total").path("amount").asLong()));
        } else {
            rejectedByCode.merge(answer.code(), 1L, Long::sum);
            sums = sums.plus(new ImportSums(0, 1, 0, 0));
        }
    }

    private static byte[] body(PlannedOrder order) {
        JsonWriter json = new JsonWriter(64 * order.lines().size() + 64);
        json.beginObject();
        json.name("customer_ref").string(order.lines().getFirst().customerRef());
        json.name("lines").beginArray();
        for (FileLine line : order.lines()) {
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity()).endObject();
        }
        return json.endArray().endObject().toBytes();
    }
}
