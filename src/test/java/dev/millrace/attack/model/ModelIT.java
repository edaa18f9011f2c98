package dev.millrace.attack.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.attack.model.Place.Price;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./millrace model}, and whether it would find anything. */
class ModelIT {
    private static final int COMMANDS = 3_000;
    private static final String SEED = "millrace.seed";
    /** Of a script that comes to everything. */
    private static final long WHOLE_SCRIPT = 121_922;

    private static final Stand STAND = new Stand(2);

    /** A run that does not come to all of these proves less than it seems to. */
    private static final List<String> EVERYTHING = List.of(
            "Place 201",
            "Place 201 replayed",
            "Place 409 insufficient_stock",
            "Place 409 insufficient_stock replayed",
            "Place 409 backorder_limit",
            "Place 422 idempotency_key_reused",
            "Place 422 inactive_sku",
            "Place 422 out_of_range",
            "Place 422 price_changed",
            "Place 422 unknown_sku",
            "Adjust 200",
            "Adjust 200 replayed",
            "Adjust 409 insufficient_stock",
            "Adjust 422 idempotency_key_reused",
            "Adjust 422 unknown_sku",
            "Cancel 200",
            "Cancel 404 not_found",
            "Cancel 409 order_not_open",
            "Cancel 412 precondition_failed",
            "CreateProduct 200",
            "CreateProduct 201",
            "CreateProduct 409 product_exists",
            "ReplaceProduct 200",
            "ReplaceProduct 404 not_found",
            "ReplaceProduct 412 precondition_failed",
            "ReplaceProduct 428 precondition_required",
            "BulkProducts 200",
            "Deactivate 200",
            "CreateSupplier 200",
            "CreateSupplier 201",
            "CreateSupplier 409 supplier_exists",
            "Malformed 400 unknown_field",
            "Edit 200",
            "Edit 409 order_not_open",
            "Gather 201",
            "Gather 409 nothing_owed",
            "MovePurchase 200",
            "MovePurchase 409 purchase_order_status",
            "Receive 201",
            "Receive 409 purchase_order_not_sent",
            "Ship 200",
            "Ship 409 not_allocated",
            "TakeBack 200",
            "TakeBack 409 not_shipped",
            "OfPurchase 200",
            "OfStock 200",
            "OfOrder 200",
            "OfOrderByKey 200",
            "OfProduct 200");

    @AfterAll
    static void close() {
        STAND.close();
    }

    /** Always the same script, since another one may miss an answer by chance. */
    @Test
    void oneNodeAnswersAsThePlainestMerchantWhateverCanBeAnswered() {
        ModelRun run = answersAsThePlainestMerchant(1, Long.getLong(SEED, WHOLE_SCRIPT));

        assertThat(run.seen().counts().keySet()).as("%s", run.seen().counts()).containsAll(EVERYTHING);
    }

    @Test
    void twoNodesAnswerAsOne() {
        answersAsThePlainestMerchant(
                2, Long.getLong(SEED, ThreadLocalRandom.current().nextInt(1, 1_000_000)));
    }

    private static ModelRun answersAsThePlainestMerchant(int nodes, long seed) {
        System.out.println("ModelIT on " + nodes + " nodes: -D" + SEED + "=" + seed);
        ModelRun run = new ModelRun(new Plan(seed, COMMANDS, nodes, Duration.ofMinutes(2)), STAND::freshMerchant);

        run.run().ifPresent(failed -> {
            throw new AssertionError(failed.divergence().told() + "\n" + Finding.of(failed, STAND::quietMerchant));
        });

        assertThat(STAND.auditFindings()).isEmpty();
        return run;
    }

    @Test
    void aServiceThatLiesIsFoundOutByTheShortestScript() {
        Plan plan = new Plan(7, COMMANDS, 2, Duration.ofMinutes(2));
        ModelRun.Failed failed =
                new ModelRun(plan, () -> lying(STAND.freshMerchant())).run().orElseThrow();

        Finding finding = Finding.of(failed, () -> lying(STAND.freshMerchant()));

        assertThat(finding.shortest()).hasSize(3).first().isEqualTo(Step.of(new CreateProduct("A", List.of()), 0));
        assertThat(finding.shortest().get(1).wishes().getFirst().wish())
                .isInstanceOfSatisfying(
                        Adjust.class,
                        adjust -> assertThat(adjust.lines())
                                .singleElement()
                                .satisfies(line -> assertThat(line.units()).isEqualTo(3)));
        assertThat(finding.shortest().get(2).wishes().getFirst().wish())
                .isInstanceOfSatisfying(
                        Place.class,
                        place -> assertThat(place.lines()).containsExactly(new Place.Line("A", 3, Price.UNSAID)));
        assertThat(finding.toString())
                .contains(
                        "POST /v1/orders",
                        "{\"lines\":[{\"sku\":\"A\",\"quantity\":3}]}",
                        "expected: 201",
                        "answered: 201");
    }

    /** Says of accepted orders of three units of A or more that they were allocated one less. */
    private static Service lying(Service honest) {
        return (node, call) -> honest.send(node, call)
                .thenApply(answer -> isTheOne(answer)
                        ? answer.with(answer.body().replaceFirst("\"allocated\":3", "\"allocated\":2"))
                        : answer);
    }

    private static boolean isTheOne(Answer answer) {
        if (answer.status() != 201 || !answer.body().contains("journal_number")) {
            return false;
        }
        JsonNode line = answer.json().path("lines").path(0);
        return line.path("sku").asText().equals("A") && line.path("allocated").asLong() == 3;
    }
}
