package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.Needs;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store of lanes must keep, whatever it is made of. */
abstract class LaneStoreContract {
    private static final LaneEnvironment WORLD = new LaneEnvironment(
            Runnable::run, (_, _) -> {}, InstantSource.system(), System::nanoTime, UUID::randomUUID, () -> 0.5);

    private final List<LaneSession> sessions = new ArrayList<>();

    abstract LaneStore store();

    /** A new merchant, at the beginning of its journal. */
    abstract int merchant();

    /** A merchant that nobody made. */
    abstract int nobody();

    /** Starts work where lanes live, and waits for what it comes to. */
    abstract <T> T await(Supplier<Future<T>> work);

    abstract <T> CompletableFuture<T> start(Supplier<Future<T>> work);

    /** What was started, once it is done. */
    abstract <T> T join(CompletableFuture<T> result);

    /** Waits until so many backends wait for heads that others hold. */
    abstract void awaitBlocked(int backends);

    @AfterEach
    void dropSessions() {
        sessions.forEach(LaneSession::abandon);
    }

    LaneSession open() {
        LaneSession session = await(() -> store().open());
        sessions.add(session);
        return session;
    }

    Desk desk(LaneSession session, int merchantId) {
        return new Desk(merchantId, requests -> await(() -> session.load(requests)));
    }

    /** A merchant that sells A (policy reject) and B (policy backorder), 10 on hand of each. */
    Desk shop(LaneSession session) {
        Desk desk = desk(session, merchant());
        desk.decide(desk.supplier("acme"));
        assertWritten(append(session, desk));
        desk.decide(desk.put("A", StockPolicy.REJECT, null, 1_000));
        assertWritten(append(session, desk));
        desk.decide(desk.put("B", StockPolicy.BACKORDER, "acme", 500));
        assertWritten(append(session, desk));
        desk.decide(desk.adjust("A", 10));
        assertWritten(append(session, desk));
        desk.decide(desk.adjust("B", 10));
        assertWritten(append(session, desk));
        return desk;
    }

    SentBatch batch(Desk... desks) {
        Map<Integer, Head> expected = new HashMap<>();
        List<BatchPart> parts = new ArrayList<>();
        for (Desk desk : desks) {
            expected.put(desk.merchantId(), desk.head());
            parts.add(desk.close());
        }
        return SentBatch.of(parts, expected, store(), WORLD);
    }

    AppendOutcome append(LaneSession session, Desk... desks) {
        LaneStore.Encoded encoded = batch(desks).encoded();
        return await(() -> session.append(encoded));
    }

    AppendOutcome send(LaneSession session, SentBatch batch) {
        return await(() -> session.append(batch.encoded()));
    }

    static void assertWritten(AppendOutcome outcome) {
        assertThat(outcome).isEqualTo(new AppendOutcome.Written());
    }

    /** Where the head stands, as another session sees it. */
    Head headOf(Desk desk) {
        return desk(open(), desk.merchantId()).loaded().head();
    }

    // Append.

    @Test
    void writesEveryKindOfChange() {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder waiting = shop.order("B", 17);
        PlaceOrder waitingLonger = shop.order("B", 3);
        PlaceOrder open = shop.order("A", 4);
        PlaceOrder rejected = shop.order("A", 400);
        shop.knowing(waiting).knowing(open);
        for (PlaceOrder order : List.of(waiting, waitingLonger, open, rejected)) {
            shop.decide(order);
        }
        assertWritten(append(session, shop));
        AdjustStock fills = shop.adjust("B", 9);
        AdjustStock tooMuch = shop.adjust("A", -100);
        shop.knowing(fills).knowing(tooMuch).knowing(shop.cancel(open.id()));
        shop.decide(fills);
        shop.decide(tooMuch);
        shop.decide(shop.cancel(open.id()));
        shop.decide(shop.put("A", StockPolicy.REJECT, null, 2_000));
        shop.decide(shop.deactivate("A"));
        assertWritten(append(session, shop));

        Desk fresh = desk(open(), shop.merchantId());
        fresh.knowing(fills)
                .knowing(tooMuch)
                .knowing(fresh.cancel(open.id()))
                .knowing(fresh.cancel(waitingLonger.id()));
        assertThat(fresh.head()).isEqualTo(shop.head());
        for (String sku : List.of("A", "B")) {
            var product = Objects.requireNonNull(shop.state().product(sku));
            assertThat(fresh.state().product(sku)).isEqualTo(product);
            assertThat(fresh.state().stock(product.key()))
                    .isEqualTo(shop.state().stock(product.key()));
        }
        assertThat(fresh.state().order(open.id())).isEqualTo(shop.state().order(open.id()));
        assertThat(order(fresh, waitingLonger).lines().getFirst().backordered())
                .as("2 of 3 were filled")
                .isEqualTo(1);
        assertThat(fresh.state().replenishments(waitingLonger.id())).hasSize(1);
        assertThat(fresh.state().oldestBackorders(2, 1))
                .containsExactly(
                        new BackorderLine(2, order(fresh, waitingLonger).journalNumber(), 0, waitingLonger.id(), 1));
    }

    @Test
    void recordsTheOutcomeOfEveryKey() {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder accepted = shop.order("accepted", "A", 1);
        PlaceOrder rejected = shop.order("rejected", "A", 100);
        AdjustStock adjusted = shop.adjust("A", 1);
        AdjustStock refused = shop.adjust("A", -1_000);
        shop.knowing(accepted);
        List.of(accepted, rejected).forEach(shop::decide);
        List.of(adjusted, refused).forEach(shop::decide);
        assertWritten(append(session, shop));

        Set<KeyId> keys = Set.of(
                KeyId.of(accepted.keyed()),
                KeyId.of(rejected.keyed()),
                KeyId.of(adjusted.keyed()),
                KeyId.of(refused.keyed()),
                new KeyId(PlaceOrder.KIND, "never used"));
        var outcomes = desk(open(), shop.merchantId())
                .load(new LoadRequest(new Needs(), keys))
                .outcomes();

        assertThat(outcomes).hasSize(4);
        assertThat(Objects.requireNonNull(outcomes.get(KeyId.of(accepted.keyed())))
                        .stored()
                        .accepted())
                .isTrue();
        assertThat(Objects.requireNonNull(outcomes.get(KeyId.of(rejected.keyed())))
                        .stored()
                        .rejectionCode())
                .isEqualTo("insufficient_stock");
        assertThat(Objects.requireNonNull(outcomes.get(KeyId.of(adjusted.keyed())))
                        .hash())
                .isEqualTo(adjusted.keyed().hash());
        assertThat(Objects.requireNonNull(outcomes.get(KeyId.of(refused.keyed())))
                        .stored()
                        .accepted())
                .isFalse();
    }

    @Test
    void aHeadThatMovedIsNamedAndNothingIsWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        Desk other = desk(open(), shop.merchantId());
        other.decide(other.order("A", 1));
        shop.knowing(shop.order("A", 1));
        assertWritten(append(session, other));

        shop.decide(shop.order("A", 1));
        AppendOutcome stale = append(session, shop);

        assertThat(stale).isEqualTo(elsewhere(other));
        assertThat(headOf(shop)).isEqualTo(other.head());
    }

    @Test
    void aHeadOfTheSameNumberSetByAnotherBatchIsElsewhere() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.knowing(shop.order("A", 1));
        Head real = shop.head();
        shop.queue.head = new Head(real.history(), real.number(), UUID.randomUUID());
        shop.decide(shop.order("A", 1));

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.Elsewhere.class);
        assertThat(headOf(shop)).isEqualTo(real);
    }

    @Test
    void ofSeveralMerchantsOnlyTheStaleOnesAreNamedAndNoneIsWritten() {
        LaneSession session = open();
        Desk first = shop(session);
        Desk stale = shop(session);
        Desk last = shop(session);
        Head firstBefore = first.head();
        Head lastBefore = last.head();
        Desk other = desk(open(), stale.merchantId());
        other.decide(other.order("A", 1));
        for (Desk desk : List.of(first, stale, last)) {
            desk.decide(desk.order("A", 1));
        }
        assertWritten(append(session, other));

        assertThat(append(session, last, stale, first)).isEqualTo(elsewhere(other));
        assertThat(headOf(first)).isEqualTo(firstBefore);
        assertThat(headOf(last)).isEqualTo(lastBefore);
    }

    @Test
    void severalMerchantsAreWrittenTogether() {
        LaneSession session = open();
        Desk first = shop(session);
        Desk second = shop(session);
        first.decide(first.order("A", 1));
        second.decide(second.order("A", 1));

        assertWritten(append(session, second, first));
        assertThat(headOf(first)).isEqualTo(first.head());
        assertThat(headOf(second)).isEqualTo(second.head());
    }

    @Test
    void everyMerchantsStockMovesByItsOwnOrdersAlone() {
        LaneSession session = open();
        Desk first = shop(session);
        Desk second = shop(session);
        first.decide(first.order("A", 1));
        second.decide(second.order("A", 3));
        assertWritten(append(session, first, second));

        for (Desk shop : List.of(first, second)) {
            Desk fresh = desk(session, shop.merchantId());
            fresh.knowing(fresh.order("A", 1));
            assertThat(fresh.state().stock(1)).isEqualTo(shop.state().stock(1));
        }
    }

    @Test
    void aMerchantWithoutAHeadIsAnErrorAndNothingIsWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head before = shop.head();
        shop.decide(shop.order("A", 1));
        Desk nobody = desk(session, nobody());
        nobody.queue.standAt(new Head(before.history(), 0, UUID.randomUUID()));

        assertThat(append(session, shop, nobody)).isInstanceOf(AppendOutcome.BadData.class);
        assertThat(headOf(shop)).isEqualTo(before);
    }

    @Test
    void comparingMovesNothing() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head before = shop.head();

        assertWritten(append(session, shop));
        assertThat(headOf(shop)).isEqualTo(before);
    }

    @Test
    void comparingFindsAHeadThatMoved() {
        LaneSession session = open();
        Desk shop = shop(session);
        Desk other = desk(open(), shop.merchantId());
        other.decide(other.order("A", 1));
        assertWritten(append(session, other));

        assertThat(append(session, shop)).isEqualTo(elsewhere(other));
    }

    @Test
    void aKeyOfAnOrderThatIsTakenIsSaidAndNothingIsWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("key", "A", 1));
        assertWritten(append(session, shop));
        Head before = shop.head();
        shop.decide(shop.order("key", "A", 1));

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.KeyTaken.class);
        assertThat(headOf(shop)).isEqualTo(before);
    }

    @Test
    void aKeyOfAnAdjustmentThatIsTakenIsSaid() {
        LaneSession session = open();
        Desk shop = shop(session);
        AdjustStock adjustment = shop.adjust("A", 1);
        shop.decide(adjustment);
        assertWritten(append(session, shop));
        shop.decide(adjustment);

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.KeyTaken.class);
    }

    @Test
    void aDeliveryNoteThatIsTakenIsSaid() {
        LaneSession session = open();
        Desk shop = shop(session);
        UUID bought = sent(shop, session, waiting(shop, session, 20));
        shop.decide(shop.receive(bought, "note", "B", 1));
        assertWritten(append(session, shop));
        shop.decide(shop.receive(bought, "note", "B", 1));

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.KeyTaken.class);
    }

    @Test
    void theSameKeyOfTwoMerchantsIsTwoKeys() {
        LaneSession session = open();
        Desk first = shop(session);
        Desk second = shop(session);
        first.decide(first.order("key", "A", 1));
        second.decide(second.order("key", "A", 1));

        assertWritten(append(session, first));
        assertWritten(append(session, second));
    }

    @Test
    void theSameBatchSentTwiceIsWrittenOnce() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        assertWritten(send(session, batch));

        AppendOutcome again = send(open(), batch);

        assertThat(again).isEqualTo(elsewhere(shop));
        assertThat(await(() -> session.hasWritten(shop.merchantId(), shop.head().number(), batch.id())))
                .isTrue();
        assertThat(await(() -> session.hasWritten(shop.merchantId(), shop.head().number(), UUID.randomUUID())))
                .isFalse();
        assertThat(await(() -> session.hasWritten(shop.merchantId(), shop.head().number() + 1, batch.id())))
                .isFalse();
    }

    // What was seen before.

    @Test
    void whatStillStandsBeginsNoHistory() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head earlier = shop.head();
        shop.decide(shop.order("A", 1));
        assertWritten(append(session, shop));

        assertThat(renews(session, shop, earlier)).isFalse();
        assertThat(renews(session, shop, shop.head())).isFalse();
        assertThat(headOf(shop)).isEqualTo(shop.head());
    }

    @Test
    void aHeadBelowWhatWasSeenBeginsANewHistoryOfEveryJournal() {
        LaneSession session = open();
        Desk shop = shop(session);
        Desk other = shop(session);
        Head head = shop.head();
        Head seen = new Head(head.history(), head.number() + 1, UUID.randomUUID());

        assertThat(renews(session, shop, seen)).isTrue();

        for (Desk each : List.of(shop, other)) {
            assertThat(headOf(each).number()).isEqualTo(each.head().number());
            assertThat(headOf(each).history()).isNotEqualTo(each.head().history());
        }
    }

    @Test
    void anotherBatchAtANumberThatWasSeenBeginsANewHistory() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head head = shop.head();
        shop.decide(shop.order("A", 1));
        assertWritten(append(session, shop));

        Head seen = new Head(head.history(), head.number(), UUID.randomUUID());

        assertThat(renews(session, shop, seen)).isTrue();
        assertThat(headOf(shop).history()).isNotEqualTo(head.history());
    }

    @Test
    void aHistoryOrAMerchantThatIsGoneBeginsANewHistory() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head head = shop.head();

        assertThat(renews(session, shop, new Head("zzzzzzzzzz", 1, head.batchId())))
                .isTrue();
        assertThat(await(() -> session.renewHistoriesIfSetBack(Map.of(nobody(), head))))
                .isTrue();
    }

    @Test
    void whatWasSeenInAnEarlierHistoryProvesNothing() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head lost = new Head(shop.head().history(), shop.head().number() + 5, UUID.randomUUID());
        assertThat(renews(session, shop, lost)).isTrue();
        Head renewed = headOf(shop);

        assertThat(renews(session, shop, lost)).isFalse();
        assertThat(renews(session, shop, renewed)).isFalse();
        assertThat(headOf(shop)).isEqualTo(renewed);
    }

    @Test
    void whoKnowsTheHeadOfTheEarlierHistoryIsStale() {
        LaneSession session = open();
        Desk shop = shop(session);
        Head lost = new Head(shop.head().history(), shop.head().number() + 5, UUID.randomUUID());
        assertThat(renews(open(), shop, lost)).isTrue();
        shop.decide(shop.order("A", 1));

        assertThat(append(session, shop)).isInstanceOf(AppendOutcome.Elsewhere.class);
    }

    private boolean renews(LaneSession session, Desk desk, Head seen) {
        return await(() -> session.renewHistoriesIfSetBack(Map.of(desk.merchantId(), seen)));
    }

    // Load.

    @Test
    void aKeyIsAnsweredAsItWasFirstWhateverBecameOfTheOrder() {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder placed = shop.order("key", "A", 1);
        shop.decide(placed);
        assertWritten(append(session, shop));
        KeyId key = KeyId.of(placed.keyed());
        Desk fresh = desk(session, shop.merchantId());
        KnownOutcome before =
                fresh.load(new LoadRequest(new Needs(), Set.of(key))).outcomes().get(key);
        shop.knowing(shop.cancel(placed.id())).decide(shop.cancel(placed.id()));
        assertWritten(append(session, shop));

        KnownOutcome after = desk(session, shop.merchantId())
                .load(new LoadRequest(new Needs(), Set.of(key)))
                .outcomes()
                .get(key);

        assertThat(Objects.requireNonNull(after).stored().body())
                .isEqualTo(Objects.requireNonNull(before).stored().body());
        assertThat(after.stored().version()).isEqualTo(before.stored().version());
    }

    @Test
    void whatIsNotThereIsKnownToBeAbsent() {
        LaneSession session = open();
        Desk shop = shop(session);
        UUID unknown = UUID.randomUUID();
        Desk fresh = desk(session, shop.merchantId()).loaded();
        fresh.knowing(fresh.order("NOTHING", 1)).knowing(fresh.cancel(unknown)).knowing(fresh.supplier("nobody"));

        assertThat(fresh.state().product("NOTHING")).isNull();
        assertThat(fresh.state().order(unknown)).isNull();
        assertThat(fresh.state().supplier("nobody")).isNull();
        assertThat(fresh.decide(fresh.order("NOTHING", 1))).isInstanceOf(Outcome.Refused.class);
    }

    /** One of each sort that covers what waits, or does not: received in part, on its way, closed short, and owed. */
    @Test
    void purchasesAreLoadedAsTheyWereWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        UUID inPart = sent(shop, session, waiting(shop, session, 10 + 3));
        shop.decide(shop.receive(inPart, "note", "B", 2));
        PlaceOrder awaited = waiting(shop, session, 5);
        UUID onItsWay = sent(shop, session, awaited);
        UUID closed = sent(shop, session, waiting(shop, session, 4));
        shop.decide(shop.move(closed, new Move.CloseShort()));
        waiting(shop, session, 2);

        Desk fresh = desk(open(), shop.merchantId());
        fresh.knowing(fresh.move(inPart, new Move.CloseShort()))
                .knowing(fresh.move(onItsWay, new Move.CloseShort()))
                .knowing(fresh.move(closed, new Move.CloseShort()));

        for (UUID purchase : List.of(inPart, onItsWay, closed)) {
            assertThat(fresh.state().purchaseOrder(purchase))
                    .isNotNull()
                    .isEqualTo(shop.state().purchaseOrder(purchase));
        }
        assertThat(fresh.state().replenishmentsOf(onItsWay))
                .singleElement()
                .returns(awaited.id(), Replenishment::orderId)
                .returns(onItsWay, Replenishment::purchaseOrderId);
        assertThat(fresh.state().cover(2)).as("1 and 5 to come, 4 and 2 owed").isEqualTo(1 + 5 + 4 + 2);
    }

    @Test
    void whatBecameOfAnOrderIsLoadedAsItWasWrittenAndSoIsWhatWasAnswered() {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder order = waiting(shop, session, 13);
        List<Command> commands = List.of(
                new EditOrder(
                        shop.merchantId(),
                        UUID.randomUUID(),
                        Desk.NOON,
                        new Keyed(EditOrder.KIND, "key", new RequestHash(1, 0, 0, 4)),
                        order.id(),
                        List.of(new LineUnits(0, 15)),
                        Precondition.NONE),
                new ShipOrder(
                        shop.merchantId(),
                        UUID.randomUUID(),
                        Desk.NOON,
                        new Keyed(ShipOrder.KIND, "key", new RequestHash(2, 0, 0, 4)),
                        order.id(),
                        List.of()),
                new ReturnGoods(
                        shop.merchantId(),
                        UUID.randomUUID(),
                        Desk.NOON,
                        new Keyed(ReturnGoods.KIND, "key", new RequestHash(3, 0, 0, 4)),
                        order.id(),
                        List.of(new LineUnits(0, 2)),
                        true));
        Map<KeyId, byte[]> answered = new HashMap<>();
        for (Command command : commands) {
            Outcome.Accepted accepted = (Outcome.Accepted) shop.decide(command);
            answered.put(
                    KeyId.of(Objects.requireNonNull(command.keyed())),
                    shop.part().writer().bytesOf(accepted.answer()));
            assertWritten(append(session, shop));
        }

        Desk fresh = desk(open(), shop.merchantId());
        fresh.knowing(fresh.cancel(order.id()));
        var outcomes =
                fresh.load(new LoadRequest(new Needs(), answered.keySet())).outcomes();

        assertThat(fresh.state().order(order.id())).isEqualTo(shop.state().order(order.id()));
        assertThat(fresh.state().stock(2)).isEqualTo(shop.state().stock(2));
        assertThat(fresh.state().replenishments(order.id()))
                .as("of the line, and of the line that the edit added")
                .hasSize(2);
        answered.forEach((key, body) -> {
            RecordedOutcome stored = Objects.requireNonNull(outcomes.get(key)).stored();
            assertThat(stored.body()).as("%s", key).isEqualTo(body);
            assertThat(stored.id()).isEqualTo(TypeId.ORDER.of(order.id()));
        });
        fresh.decide(commands.getLast());
        assertThat(append(session, fresh)).isInstanceOf(AppendOutcome.KeyTaken.class);
    }

    @Test
    void aMerchantSeesNothingOfAnothersPurchases() {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder order = waiting(shop, session, 13);
        UUID bought = sent(shop, session, order);
        Needs needs = new Needs();
        needs.purchaseOrder(bought);
        needs.replenishmentsOf(bought);
        needs.replenishment(DerivedIds.derive(order.id(), 0));
        needs.cover(2);
        Desk other = shop(session);

        var seen = other.load(new LoadRequest(needs, Set.of())).loaded();

        assertThat(seen.purchaseOrders()).isEmpty();
        assertThat(seen.replenishments()).isEmpty();
        assertThat(seen.cover()).containsOnly(Map.entry(2, 0L));
    }

    private PlaceOrder waiting(Desk shop, LaneSession session, long quantity) {
        PlaceOrder order = shop.order("B", quantity);
        shop.decide(order);
        assertWritten(append(session, shop));
        return order;
    }

    /** What this order owes is bought, and written as sent. */
    private UUID sent(Desk shop, LaneSession session, PlaceOrder order) {
        UUID purchase = shop.buy("acme", "B", order);
        assertWritten(append(session, shop));
        shop.decide(shop.move(purchase, new Move.Send()));
        shop.decide(shop.move(purchase, new Move.Sent(1)));
        assertWritten(append(session, shop));
        return purchase;
    }

    @Test
    void aMerchantSeesNothingOfAnother() {
        LaneSession session = open();
        Desk shop = shop(session);
        PlaceOrder order = shop.order("key", "A", 1);
        shop.decide(order);
        assertWritten(append(session, shop));

        Desk other = desk(session, merchant());
        other.knowing(other.order("A", 1)).knowing(other.cancel(order.id()));
        var outcomes = other.load(new LoadRequest(new Needs(), Set.of(KeyId.of(order.keyed()))))
                .outcomes();

        assertThat(other.state().product("A")).isNull();
        assertThat(other.state().order(order.id())).isNull();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void theOldestBackordersComeFirstAndNoMoreThanAskedFor() {
        LaneSession session = open();
        Desk shop = shop(session);
        List<UUID> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            PlaceOrder order = shop.order("B", 11);
            shop.decide(order);
            assertWritten(append(session, shop));
            placed.add(order.id());
        }
        Needs three = new Needs();
        three.sku("B");
        three.oldestBackorders(2, 3);
        var rows = desk(open(), shop.merchantId()).load(new LoadRequest(three, Set.of()));

        assertThat(rows.loaded().backorders())
                .extracting(BackorderLine::orderId)
                .containsExactlyElementsOf(placed.subList(0, 3));
    }

    @Test
    void aMerchantWithoutAHeadIsBrokenAndTheOthersAreNot() {
        LaneSession session = open();
        Desk shop = shop(session);
        int nobody = nobody();
        LoadRequest nothing = new LoadRequest(new Needs(), Set.of());
        var loaded = await(() -> session.load(Map.of(shop.merchantId(), nothing, nobody, nothing)));

        assertThat(loaded.get(shop.merchantId())).isInstanceOf(LoadedMerchant.Rows.class);
        assertThat(loaded.get(nobody)).isInstanceOf(LoadedMerchant.Broken.class);
    }

    @Test
    void aLoadBehindAnAppendSeesWhatItWrote() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        Needs needs = new Needs();
        needs.sku("A");
        LoadRequest request = new LoadRequest(needs, Set.of());

        var loaded = await(() -> {
            session.append(batch.encoded());
            return session.load(Map.of(shop.merchantId(), request));
        });

        var rows = (LoadedMerchant.Rows) Objects.requireNonNull(loaded.get(shop.merchantId()));
        assertThat(rows.loaded().head()).isEqualTo(shop.head());
        assertThat(rows.loaded().items().getFirst().stock().allocated()).isEqualTo(1);
    }

    // Locked heads.

    @Test
    void lockedHeadsLetNobodyElseAppendUntilTheBatchIsWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        Desk other = desk(open(), shop.merchantId());
        other.decide(other.order("A", 1));
        LaneSession blockedSession = open();
        SentBatch blocked = batch(other);
        var heads = await(() -> session.lockHeads(Set.of(shop.merchantId())));
        CompletableFuture<AppendOutcome> waits = start(() -> blockedSession.append(blocked.encoded()));
        shop.decide(shop.order("A", 1));

        assertThat(heads).containsEntry(shop.merchantId(), headOf(shop));
        assertThat(waits.isDone()).isFalse();
        assertWritten(append(session, shop));
        assertThat(join(waits)).isEqualTo(elsewhere(shop));
    }

    @Test
    void releasedHeadsLetOthersAppend() {
        LaneSession session = open();
        Desk shop = shop(session);
        await(() -> session.lockHeads(Set.of(shop.merchantId())));
        await(session::release);
        Desk other = desk(open(), shop.merchantId());
        other.decide(other.order("A", 1));

        assertWritten(append(open(), other));
    }

    @Test
    void aStaleBatchUnderLockedHeadsWritesNothingAndLetsGo() {
        LaneSession session = open();
        Desk shop = shop(session);
        Desk unlocked = shop(session);
        Head before = shop.head();
        Desk other = desk(open(), unlocked.merchantId());
        other.decide(other.order("A", 1));
        shop.knowing(shop.order("A", 1));
        unlocked.knowing(unlocked.order("A", 1));
        assertWritten(append(open(), other));
        await(() -> session.lockHeads(Set.of(shop.merchantId())));
        shop.decide(shop.order("A", 1));
        unlocked.decide(unlocked.order("A", 1));

        assertThat(append(session, shop, unlocked)).isEqualTo(elsewhere(other));
        Desk next = desk(open(), shop.merchantId());
        next.decide(next.order("A", 1));
        assertThat(next.head()).isEqualTo(before);
        assertWritten(append(open(), next));
    }

    @Test
    void headsThatNobodyHasAreLeftOut() {
        LaneSession session = open();
        Desk shop = shop(session);

        assertThat(await(() -> session.lockHeads(Set.of(shop.merchantId(), nobody()))))
                .containsOnlyKeys(shop.merchantId());
    }

    @Test
    void sessionsWithOppositeOrdersNeverDeadlock() {
        LaneSession first = open();
        LaneSession second = open();
        Desk low = desk(first, merchant()).loaded();
        Desk high = desk(first, merchant()).loaded();
        for (int i = 0; i < 50; i++) {
            SentBatch one = batch(low, high);
            SentBatch other = batch(high, low);
            List<AppendOutcome> both =
                    await(() -> Future.all(first.append(one.encoded()), second.append(other.encoded()))
                            .map(all -> all.<AppendOutcome>list()));
            assertThat(both).containsOnly(new AppendOutcome.Written());
        }
    }

    // The end of a session.

    @Test
    void aSessionThatIsEndedIsGoneAndItsLaneIsTold() {
        LaneSession stuck = open();
        Desk shop = shop(stuck);
        List<String> lost = new ArrayList<>();
        await(() -> {
            stuck.onLost(() -> lost.add("lost"));
            return stuck.lockHeads(Set.of(shop.merchantId()));
        });
        LaneSession rescuer = open();

        assertThat(await(() -> rescuer.end(stuck.backend()))).isTrue();
        Desk next = desk(rescuer, shop.merchantId());
        next.decide(next.order("A", 1));
        assertWritten(append(rescuer, next));
        assertThat(await(() -> Future.succeededFuture(List.copyOf(lost)))).containsExactly("lost");
    }

    @Test
    void endingWhoIsGoneAlreadyIsCertain() {
        LaneSession session = open();

        assertThat(await(() -> session.end("1/1"))).isTrue();
    }

    @Test
    void anAppendOnAnAbandonedSessionHasAnUnknownOutcome() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        LaneSession broken = open();
        broken.abandon();

        assertThat(send(broken, batch)).isInstanceOf(AppendOutcome.Unknown.class);
    }

    /** An append that waits behind a locked head, on a connection that is broken by then. */
    private final class LostAppend {
        final LaneSession blocker = open();
        final LaneSession session = open();
        final Desk shop = shop(session);
        final Head before = shop.head();
        final SentBatch batch;
        final AppendOutcome outcome;

        LostAppend() {
            await(() -> blocker.lockHeads(Set.of(shop.merchantId())));
            shop.decide(shop.order("A", 1));
            batch = batch(shop);
            CompletableFuture<AppendOutcome> append = start(() -> session.append(batch.encoded()));
            awaitBlocked(1);
            session.abandon();
            outcome = join(append);
        }

        /**
         * Where the head stands when everyone who waited for it before has had it.
         *
         * @param waiting how many then wait for it, this one with them
         */
        Head headAfterwards(int waiting) {
            LaneSession last = open();
            CompletableFuture<Map<Integer, Head>> locked = start(() -> last.lockHeads(Set.of(shop.merchantId())));
            awaitBlocked(waiting);
            await(blocker::release);
            return Objects.requireNonNull(join(locked).get(shop.merchantId()));
        }

        boolean isWritten() {
            LaneSession reader = open();
            return await(() -> reader.hasWritten(shop.merchantId(), shop.head().number(), batch.id()));
        }
    }

    @Test
    void aBackendWhoseConnectionBrokeInMidAppendMayStillCommit() {
        LostAppend lost = new LostAppend();

        assertThat(lost.outcome).isInstanceOf(AppendOutcome.Unknown.class);
        assertThat(lost.isWritten()).as("it waits for the head").isFalse();
        assertThat(lost.headAfterwards(2)).isEqualTo(lost.shop.head());
        assertThat(lost.isWritten()).isTrue();
    }

    @Test
    void aBackendThatIsEndedInMidAppendNeverCommits() {
        LostAppend lost = new LostAppend();
        LaneSession rescuer = open();

        assertThat(await(() -> rescuer.end(lost.session.backend()))).isTrue();
        assertThat(lost.headAfterwards(1)).isEqualTo(lost.before);
        assertThat(lost.isWritten()).isFalse();
    }

    @Test
    void theSecondCopyOfALostAppendWaitsForTheFirst() {
        LostAppend lost = new LostAppend();
        LaneSession again = open();
        CompletableFuture<AppendOutcome> second = start(() -> again.append(lost.batch.encoded()));
        awaitBlocked(2);
        await(lost.blocker::release);

        assertThat(join(second)).isEqualTo(elsewhere(lost.shop));
        assertThat(lost.isWritten()).isTrue();
    }

    @Test
    void aBackendThatIsEndedWhileItsLaneWaitsLeavesTheOutcomeUnknown() {
        LaneSession session = open();
        Desk shop = shop(session);
        LaneSession blocker = open();
        await(() -> blocker.lockHeads(Set.of(shop.merchantId())));
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        CompletableFuture<AppendOutcome> append = start(() -> session.append(batch.encoded()));
        awaitBlocked(1);
        LaneSession rescuer = open();

        assertThat(await(() -> rescuer.end(session.backend()))).isTrue();
        assertThat(join(append)).isInstanceOf(AppendOutcome.Unknown.class);
    }

    @Test
    void locksOfASessionThatIsAbandonedAreLetGo() {
        LaneSession session = open();
        Desk shop = shop(session);
        LaneSession blocker = open();
        await(() -> blocker.lockHeads(Set.of(shop.merchantId())));
        shop.decide(shop.order("A", 1));
        blocker.abandon();

        assertWritten(append(session, shop));
    }

    // What is wrong with a batch though its heads are right.

    /** A desk at the head where the other one is, which did not see what that did. */
    private Desk blindTo(Desk other, LaneSession session, Command decidedByTheOther, Event instead) {
        Desk blind = desk(session, other.merchantId());
        blind.knowing(decidedByTheOther).knowing(blind.order("A", 1));
        other.decide(decidedByTheOther);
        assertWritten(append(session, other));
        blind.state().apply(instead);
        blind.queue.head = other.head();
        return blind;
    }

    private static Event supplier(long number) {
        var made = new dev.millrace.domain.model.Supplier("other", "Other", number, Desk.NOON);
        return new Event(number, Desk.NOON, null, new EventData.SupplierCreated(made));
    }

    private static Product neverMade(String sku, long number) {
        return new Product(
                99,
                sku,
                sku,
                new Money(1, "EUR"),
                StockPolicy.BACKORDER,
                "acme",
                2_000,
                Rounding.PER_LINE,
                Packaging.SINGLE,
                100_000,
                true,
                number,
                Desk.NOON);
    }

    @Test
    void whatWouldBeOversoldIsRefusedByTheDatabaseItself() {
        LaneSession session = open();
        Desk shop = shop(session);
        Desk blind =
                blindTo(shop, session, shop.order("A", 8), supplier(shop.head().number() + 1));
        Head before = shop.head();
        blind.decide(blind.order("A", 8));

        assertThat(append(session, blind)).isInstanceOf(AppendOutcome.BadData.class);
        assertThat(headOf(shop)).isEqualTo(before);
    }

    @Test
    void stockThatIsNotThereIsCountedAndNothingIsWritten() {
        LaneSession session = open();
        Desk shop = shop(session);
        long number = shop.head().number() + 1;
        Event made = new Event(number, Desk.NOON, null, new EventData.ProductCreated(neverMade("C", number)));
        Desk blind = blindTo(shop, session, shop.order("A", 1), made);
        Head before = shop.head();
        blind.decide(blind.order("C", 1));

        assertThat(append(session, blind)).isInstanceOf(AppendOutcome.BadData.class);
        assertThat(headOf(shop)).isEqualTo(before);
    }

    private static Order order(Desk desk, PlaceOrder placed) {
        return Objects.requireNonNull(desk.state().order(placed.id())).order();
    }

    private static AppendOutcome elsewhere(Desk... desks) {
        Map<Integer, AppendOutcome.Position> heads = new HashMap<>();
        Arrays.stream(desks)
                .forEach(desk -> heads.put(
                        desk.merchantId(),
                        new AppendOutcome.Position(
                                desk.head().number(), desk.head().batchId())));
        return new AppendOutcome.Elsewhere(heads);
    }
}
