package dev.millrace.purchasing.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Secret;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchScheduleTest {
    private static final Instant CHANGED = Instant.parse("2026-11-24T08:00:00Z");
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final DispatcherConfig CONFIG = DispatcherConfig.defaults();

    private final DispatchSchedule schedule = new DispatchSchedule(CONFIG);

    @Test
    void whatIsQueuedForTheFirstTimeGoesOutAtOnce() {
        assertThat(next(Status.QUEUED, 0, Duration.ZERO)).isEqualTo(DispatchAction.SEND);
    }

    @Test
    void whatDidNotArriveGoesOutAgainLaterAndLater() {
        Duration afterOne = firstTime(Status.QUEUED, 1, DispatchAction.SEND);
        Duration afterTen = firstTime(Status.QUEUED, 10, DispatchAction.SEND);

        assertThat(afterOne).isLessThanOrEqualTo(CONFIG.pauses().backoffFirst());
        assertThat(afterTen)
                .isGreaterThan(afterOne)
                .isLessThanOrEqualTo(CONFIG.pauses().backoffMax());
    }

    @Test
    void newSettingsAreTriedAtOnceHoweverOftenTheOldOnesFailed() {
        for (Status status : new Status[] {Status.QUEUED, Status.UNKNOWN}) {
            ToDispatch order = order(status, 10);
            Connection changed = new Connection(rest().settings(), rest().gather(), CHANGED.plusSeconds(1));

            assertThat(schedule.next(order, rest(), null, CHANGED.plusSeconds(1)))
                    .isEqualTo(DispatchAction.NOTHING);
            assertThat(schedule.next(order, changed, null, CHANGED.plusSeconds(1)))
                    .isEqualTo(status == Status.QUEUED ? DispatchAction.SEND : DispatchAction.ASK);
        }
    }

    @Test
    void whatWasTriedInVainIsDueAfterWhatWasNot() {
        ToDispatch untried = order(Status.QUEUED, 0);
        ToDispatch tried = order(Status.QUEUED, 3);

        assertThat(schedule.dueAt(untried, rest(), null)).isEqualTo(CHANGED);
        assertThat(schedule.dueAt(tried, rest(), null)).isAfter(CHANGED);
        assertThat(schedule.dueAt(order(Status.SENT, 1), rest(), CHANGED.plusSeconds(9)))
                .isEqualTo(CHANGED.plusSeconds(9));
    }

    @Test
    void whatIsOnItsWayIsLostSightOfOnlyWhenNobodyCanBeSendingItAnyMore() {
        Duration onItsWay =
                Timeouts.defaults().exchange().plus(CONFIG.timeouts().leftBehindMargin());

        assertThat(next(Status.SENDING, 1, onItsWay.minusMillis(1))).isEqualTo(DispatchAction.NOTHING);
        assertThat(next(Status.SENDING, 1, onItsWay)).isEqualTo(DispatchAction.LOSE_SIGHT);
    }

    @Test
    void whatIsUnknownIsAskedForAndAgainWhenItsTimeComes() {
        assertThat(firstTime(Status.UNKNOWN, 1, DispatchAction.ASK))
                .isLessThanOrEqualTo(CONFIG.pauses().backoffFirst());

        Instant now = CHANGED.plusSeconds(100);
        assertThat(schedule.next(order(Status.UNKNOWN, 1), rest(), now.plusSeconds(1), now))
                .isEqualTo(DispatchAction.NOTHING);
        assertThat(schedule.next(order(Status.UNKNOWN, 1), rest(), now, now)).isEqualTo(DispatchAction.ASK);
    }

    @Test
    void aSupplierThatDoesNotSayWhetherItDeliversIsAskedAfterAWhile() {
        assertThat(next(Status.SENT, 1, CONFIG.timeouts().acknowledgedWithin().minusMillis(1)))
                .isEqualTo(DispatchAction.NOTHING);
        assertThat(next(Status.SENT, 1, CONFIG.timeouts().acknowledgedWithin())).isEqualTo(DispatchAction.ASK);
    }

    @Test
    void aCancellationIsTold() {
        assertThat(next(Status.CANCEL_REQUESTED, 1, Duration.ZERO)).isEqualTo(DispatchAction.CANCEL);
    }

    @Test
    void nothingIsDoneWithWhatWaitsForGoodsOrIsOver() {
        for (Status status : new Status[] {
            Status.ACKNOWLEDGED,
            Status.PARTIALLY_RECEIVED,
            Status.RECEIVED,
            Status.REJECTED,
            Status.CANCELLED,
            Status.CLOSED_SHORT
        }) {
            assertThat(next(status, 1, Duration.ofDays(100))).as(status.name()).isEqualTo(DispatchAction.NOTHING);
        }
    }

    @Test
    void aDraftIsSubmittedAsTheSettingsSayUnlessAPersonHoldsIt() {
        Connection hundred = connection(Kind.REST, new GatherPolicy.Quantity(100));

        assertThat(schedule.next(draft(99, false), hundred, null, CHANGED)).isEqualTo(DispatchAction.NOTHING);
        assertThat(schedule.next(draft(100, false), hundred, null, CHANGED)).isEqualTo(DispatchAction.SUBMIT);
        assertThat(schedule.next(draft(100, true), hundred, null, CHANGED)).isEqualTo(DispatchAction.NOTHING);
    }

    @Test
    void aSupplierThatAPersonTellsIsNeitherSentNorAsked() {
        Connection manual = connection(Kind.MANUAL, new GatherPolicy.AtOnce());
        for (Status status : new Status[] {Status.QUEUED, Status.UNKNOWN, Status.SENT, Status.CANCEL_REQUESTED}) {
            assertThat(schedule.next(order(status, 1), manual, null, CHANGED.plus(Duration.ofDays(1))))
                    .as(status.name())
                    .isEqualTo(DispatchAction.NOTHING);
        }
        assertThat(schedule.next(draft(1, false), manual, null, CHANGED)).isEqualTo(DispatchAction.SUBMIT);
    }

    /** When it is first said to do that, to a tenth of a second. */
    private Duration firstTime(Status status, int attempts, DispatchAction todo) {
        Duration after = Duration.ZERO;
        while (next(status, attempts, after) != todo) {
            after = after.plusMillis(100);
            assertThat(after).isLessThan(Duration.ofHours(1));
        }
        return after;
    }

    private DispatchAction next(Status status, int attempts, Duration after) {
        return schedule.next(order(status, attempts), rest(), null, CHANGED.plus(after));
    }

    private static ToDispatch order(Status status, int attempts) {
        return new ToDispatch(new Place(1, "potters", 7, ID), status, attempts, false, 1, 0, CHANGED, CHANGED);
    }

    private static ToDispatch draft(long units, boolean held) {
        return new ToDispatch(new Place(1, "potters", 7, ID), Status.DRAFT, 0, held, 1, units, CHANGED, CHANGED);
    }

    private static Connection rest() {
        return connection(Kind.REST, new GatherPolicy.AtOnce());
    }

    private static Connection connection(Kind kind, GatherPolicy gather) {
        @Nullable URI address = kind.isReached() ? URI.create("https://potters.example") : null;
        SupplierSettings settings =
                new SupplierSettings(1, "potters", kind, address, Secret.none(), null, Timeouts.defaults());
        return new Connection(settings, gather, CHANGED);
    }
}
