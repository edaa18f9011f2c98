package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whatever clients ask for, in whatever order: the books balance after every command, the plainest code comes to the
 * same, and neither batches nor forgetting change a decision. Under a seed; run a failure again with the property that
 * it names.
 */
class RandomBusinessTest {
    private static final int MERCHANTS = 100;
    private static final int COMMANDS = 200;
    private static final String SEED = "millrace.seed";

    private final long seed = Long.getLong(SEED, System.nanoTime());

    @Test
    void staysBalancedAndDecidesLikeThePlainestCode() {
        System.out.println("RandomBusinessTest: -D" + SEED + "=" + seed);
        Map<String, Integer> seen = new TreeMap<>();
        for (int merchant = 0; merchant < MERCHANTS; merchant++) {
            Run run = new Run(new Random(seed + merchant));
            run.requests.first().forEach(request -> run.one(request, seen));
            for (int command = 0; command < COMMANDS; command++) {
                run.one(run.requests.next(), seen);
            }
            run.end();
        }
        assertThat(seen.keySet()).as("what has been seen in all: %s", seen).containsAll(EVERYTHING);
    }

    /** A run that does not come to all of these proves less than it seems to. */
    private static final List<String> EVERYTHING = List.of(
            "PlaceOrder accepted",
            "PlaceOrder rejected insufficient_stock",
            "PlaceOrder rejected backorder_limit",
            "PlaceOrder refused validation_failed",
            "CancelOrder accepted",
            "CancelOrder unchanged",
            "CancelOrder refused not_found",
            "CancelOrder refused order_not_open",
            "CancelOrder refused precondition_failed",
            "AdjustStock accepted",
            "AdjustStock rejected insufficient_stock",
            "AdjustStock refused validation_failed",
            "PutProduct accepted",
            "PutProduct unchanged",
            "PutProduct refused not_found",
            "PutProduct refused product_exists",
            "PutProduct refused precondition_failed",
            "PutProduct refused validation_failed",
            "DeactivateProduct accepted",
            "CreateSupplier accepted",
            "CreateSupplier unchanged",
            "CreateSupplier refused supplier_exists",
            "EditOrder accepted",
            "EditOrder unchanged",
            "EditOrder refused not_found",
            "EditOrder refused already_shipped",
            "EditOrder refused insufficient_stock",
            "EditOrder refused validation_failed",
            "ShipOrder accepted",
            "ShipOrder refused not_allocated",
            "ShipOrder refused order_not_open",
            "ReturnGoods accepted",
            "ReturnGoods refused not_shipped",
            "GatherReplenishments accepted",
            "GatherReplenishments unchanged",
            "MovePurchaseOrder accepted",
            "MovePurchaseOrder unchanged",
            "MovePurchaseOrder refused not_found",
            "MovePurchaseOrder refused attempt_superseded",
            "MovePurchaseOrder refused purchase_order_status",
            "MovePurchaseOrder refused precondition_failed",
            "ReceiveGoods accepted",
            "ReceiveGoods refused over_receipt",
            "ReceiveGoods refused purchase_order_not_sent",
            "ReceiveGoods refused purchase_order_closed",
            "ReceiveGoods refused validation_failed",
            "order.backorders_filled",
            "purchase_order.cancelled",
            "purchase_order.closed_short",
            "purchase_order.rejected",
            "purchase_order.shrunk",
            "purchase_order.unknown");

    /** Three merchants that are asked the same. */
    private static final class Run {
        private final Random random;
        private final PlainMerchant plain = new PlainMerchant();
        /** Appends every command alone and never forgets. */
        private final Merchant steady = new Merchant();
        /** Gathers batches, and forgets at random moments. */
        private final Merchant forgetful = new Merchant();

        private final RandomRequests requests;

        private Run(Random random) {
            this.random = random;
            this.requests = new RandomRequests(random, plain);
        }

        private void one(Request request, Map<String, Integer> seen) {
            Command command = steady.arrive(request);
            Then then = steady.decide(command);
            Decision decision = then.decision();
            steady.commit();
            Standing.assertIsWhatStands(then, steady.books);
            int events = plain.events().size();
            count(seen, command, decision);

            assertThat(Told.outcome(decision.outcome())).as("%s", command).isEqualTo(plain.does(command));
            assertThat(Told.stock(steady.books)).as("%s", command).isEqualTo(plain.stock());
            assertThat(steady.state().number()).as("%s", command).isEqualTo(plain.number());
            assertThat(decision.events().stream().map(Told::event))
                    .as("%s", command)
                    .isEqualTo(plain.events().subList(events, plain.events().size()));
            BooksAudit.assertBalanced(steady.books);
            assertThat(plain.uncovered()).as("%s", command).isEmpty();
            assertNobodyWaitsBesideFreeUnits();

            assertThat(forgetful.decide(command).decision()).as("%s", command).isEqualTo(decision);
            switch (random.nextInt(10)) {
                case 0 -> forgetful.forget();
                case 1, 2 -> forgetful.commit();
                default -> {
                    // The batch stays open.
                }
            }
        }

        private void end() {
            forgetful.commit();
            BooksAudit.assertBalanced(forgetful.books);
            BooksAudit.assertReplayRebuilds(steady.books);
            BooksAudit.assertReplayRebuilds(forgetful.books);
            assertThat(forgetful.books.journal).isEqualTo(steady.books.journal);
            steady.books.orders.forEach((UUID id, Books.OrderRow row) ->
                    assertThat(Told.order(row.now()) + " @" + row.number()).isEqualTo(plain.order(id)));
        }

        /** So few lines wait here that one decision fills them all. */
        private void assertNobodyWaitsBesideFreeUnits() {
            steady.books
                    .stock
                    .values()
                    .forEach(level -> assertThat(Math.min(level.free(), level.backordered()))
                            .as("units free beside lines that wait")
                            .isZero());
        }

        private static void count(Map<String, Integer> seen, Command command, Decision decision) {
            String kind = command.getClass().getSimpleName();
            String outcome = switch (decision.outcome()) {
                case Outcome.Accepted _ -> "accepted";
                case Outcome.Unchanged _ -> "unchanged";
                case Outcome.Rejected(var _, String code, var _) -> "rejected " + code;
                case Outcome.Refused(Refusal refusal) -> "refused " + refusal.code();
            };
            seen.merge(kind + " " + outcome, 1, Integer::sum);
            decision.events().forEach(event -> seen.merge(event.data().type(), 1, Integer::sum));
        }
    }
}
