package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Secret;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.purchasing.SupplierSlots.Standing;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import dev.millrace.store.SupplierKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupplierHealthsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Reply NO_ANSWER = new Reply.NoAnswer("silence", null);
    private static final DispatcherConfig CONFIG = DispatcherConfig.defaults();

    private final SupplierHealths suppliers = new SupplierHealths(CONFIG);

    @Test
    void oneSuppliersTroubleIsNotAnothers() {
        exchange(sent("acme", 1), DispatchAction.ASK, NO_ANSWER);
        suppliers.count();

        assertThat(suppliers.isInTrouble(key("acme"), settings("acme", NOW))).isTrue();
        assertThat(suppliers.isInTrouble(key("other"), settings("other", NOW))).isFalse();
        assertThat(suppliers.isInTrouble(new SupplierKey(2, "acme"), settings("acme", NOW)))
                .as("another merchant's of that name")
                .isFalse();
        assertThat(suppliers.leftAlone()).isEqualTo(1);
    }

    @Test
    void remembersWhoAnsweredLast() {
        exchange(sent("acme", 1), DispatchAction.ASK, new Reply.Sent());

        assertThat(suppliers.standing(key("acme"), settings("acme", NOW))).isEqualTo(Standing.ANSWERING);
        assertThat(suppliers.standing(key("other"), settings("other", NOW))).isEqualTo(Standing.UNTRIED);
    }

    @Test
    void whatIsNotAnsweredIsAskedAgainLaterAndLater() {
        ToDispatch order = sent("acme", 1);
        exchange(order, DispatchAction.ASK, NO_ANSWER);
        assertThat(again(order)).isBetween(NOW, NOW.plus(CONFIG.pauses().backoffFirst()));
        for (int failure = 2; failure < 20; failure++) {
            exchange(order, DispatchAction.ASK, new Reply.Misconfigured("404"));
        }
        assertThat(again(order)).isBetween(NOW, NOW.plus(CONFIG.pauses().backoffMax()));

        exchange(order, DispatchAction.CANCEL, new Reply.Cancelled());
        assertThat(again(order)).isNull();
    }

    @Test
    void whatIsTakenAndNotDecidedIsAskedAboutAfterAWhile() {
        Instant later = NOW.plus(CONFIG.timeouts().acknowledgedWithin());
        exchange(sent("acme", 1), DispatchAction.ASK, new Reply.Sent());
        exchange(sent("acme", 2), DispatchAction.ASK, new Reply.NotKnown());
        exchange(order("acme", 3, Status.UNKNOWN), DispatchAction.ASK, new Reply.NotKnown());

        assertThat(again(sent("acme", 1))).isEqualTo(later);
        assertThat(again(sent("acme", 2))).as("a person has to find out").isEqualTo(later);
        assertThat(again(order("acme", 3, Status.UNKNOWN))).isNull();
    }

    @Test
    void newSettingsMakeEveryQuestionNew() {
        exchange(sent("acme", 1), DispatchAction.ASK, NO_ANSWER);
        Connection changed = settings("acme", NOW.plusSeconds(1));

        assertThat(suppliers.askAgainAt(sent("acme", 1), changed)).isNull();
        assertThat(suppliers.mayBegin(key("acme"), changed, NOW)).isTrue();
        assertThat(suppliers.standing(key("acme"), changed)).isEqualTo(Standing.UNTRIED);
    }

    @Test
    void remembersNoMoreSuppliersThanItMayAndNeverForgetsWhoIsBusy() {
        SupplierHealths.Begun open = suppliers.begin(sent("busy", 0), DispatchAction.ASK, settings("busy", NOW));
        for (int i = 0; i < CONFIG.memory().suppliersMax(); i++) {
            exchange(sent("acme-" + i, i), DispatchAction.ASK, NO_ANSWER);
        }
        suppliers.count();

        assertThat(suppliers.leftAlone()).isEqualTo(CONFIG.memory().suppliersMax() / 2 - 1);
        assertThat(suppliers.isInTrouble(key("acme-0"), settings("acme-0", NOW)))
                .as("it is forgotten that it failed")
                .isFalse();
        assertThat(suppliers.standing(key("busy"), settings("busy", NOW))).isEqualTo(Standing.BURDENED);
        suppliers.end(open, new Reply.Sent(), NOW);
        assertThat(suppliers.standing(key("busy"), settings("busy", NOW))).isEqualTo(Standing.ANSWERING);
    }

    private void exchange(ToDispatch order, DispatchAction action, Reply reply) {
        Connection settings = settings(order.place().supplierId(), NOW);
        suppliers.end(suppliers.begin(order, action, settings), reply, NOW);
    }

    private @Nullable Instant again(ToDispatch order) {
        return suppliers.askAgainAt(order, settings(order.place().supplierId(), NOW));
    }

    private static SupplierKey key(String supplier) {
        return new SupplierKey(1, supplier);
    }

    private static ToDispatch sent(String supplier, int number) {
        return order(supplier, number, Status.SENT);
    }

    private static ToDispatch order(String supplier, int number, Status status) {
        Place place = new Place(1, supplier, number, new UUID(7, number));
        return new ToDispatch(place, status, 1, false, 1, 0, NOW, NOW);
    }

    private static Connection settings(String supplier, Instant changedAt) {
        Duration second = Duration.ofSeconds(1);
        SupplierSettings settings = new SupplierSettings(
                1,
                supplier,
                Kind.REST,
                URI.create("https://" + supplier + ".example"),
                Secret.none(),
                null,
                new Timeouts(second, second));
        return new Connection(settings, new GatherPolicy.AtOnce(), changedAt);
    }
}
