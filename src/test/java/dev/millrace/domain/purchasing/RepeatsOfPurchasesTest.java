package dev.millrace.domain.purchasing;

import static dev.millrace.domain.Requests.draft;
import static dev.millrace.domain.Requests.move;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Books;
import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Request;
import dev.millrace.domain.Requests;
import dev.millrace.domain.Then;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.domain.model.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * DESIGN §2, rule 8: repeating what is repeatable answers 200, whatever {@code If-Match} says, in every state that its
 * first success can lead to. Every step that a client can ask for is repeated in every state that a purchase order can be
 * in after it, as far as all steps that there are lead.
 */
class RepeatsOfPurchasesTest {
    private static final int ORDERED = 10;
    private static final int STEPS_MAX = 9;

    /** All that can happen to a purchase order. */
    private enum Act {
        SUBMIT,
        TOLD_SENT,
        TOLD_ACKNOWLEDGED,
        TOLD_NOT_SENT,
        TOLD_REJECTED,
        CANCEL,
        CONFIRM,
        REFUSE,
        CLOSE,
        SUPPLIER_ACKNOWLEDGES,
        SUPPLIER_REJECTS,
        SUPPLIER_WITHDRAWS,
        SENDS,
        IS_SENT,
        IS_LOST,
        A_PART_COMES,
        THE_REST_COMES;

        /** What a client, a person or a supplier may say again when its answer was lost. */
        boolean isRepeatable() {
            return compareTo(SENDS) < 0;
        }

        /** The step itself, of one that is sent for the first time or the second. */
        Move move(int attempt) {
            return switch (this) {
                case SUBMIT -> new Move.Submit();
                case TOLD_SENT -> new Move.ByHand(new Move.Sent(0));
                case TOLD_ACKNOWLEDGED -> new Move.ByHand(new Move.Acknowledge(0, "by telephone", null));
                case TOLD_NOT_SENT -> new Move.ByHand(new Move.NotSent(0, "never seen"));
                case TOLD_REJECTED -> new Move.ByHand(new Move.Reject(0, "no"));
                case CANCEL -> new Move.Cancel();
                case CONFIRM -> new Move.ConfirmCancel();
                case REFUSE -> new Move.RefuseCancel("on its way");
                case CLOSE -> new Move.CloseShort();
                case SUPPLIER_ACKNOWLEDGES -> new Move.Acknowledge(0, "by telephone", null);
                case SUPPLIER_REJECTS -> new Move.Reject(0, "sold out");
                case SUPPLIER_WITHDRAWS -> new Move.Withdraw(0, "sold out");
                case SENDS -> new Move.Send();
                case IS_SENT -> new Move.Sent(attempt);
                case IS_LOST -> new Move.MarkUnknown(attempt, "timeout");
                case A_PART_COMES, THE_REST_COMES -> throw new AssertionError("no step: " + this);
            };
        }

        Request request(PurchaseOrder order) {
            return switch (this) {
                case A_PART_COMES -> receive(order.id(), "A", 4);
                case THE_REST_COMES ->
                    receive(
                            order.id(),
                            "A",
                            Math.max(1, order.lines().getFirst().outstanding()));
                default -> Requests.move(order.id(), move(order.attempts()));
            };
        }

        /** What came after may have made it another wish: the supplier has refused, or the question was asked anew. */
        Set<Act> undoneBy() {
            return switch (this) {
                case CANCEL -> Set.of(REFUSE);
                case REFUSE -> Set.of(CANCEL);
                default -> Set.of();
            };
        }
    }

    /** A purchase order that has come some way, and what each step was sent with when it was taken last. */
    private static final class Course {
        private final Merchant merchant =
                Given.merchant().product("A").policyBackorder().surplusBps(0).open();
        private final UUID id;
        private final Map<Act, Version> standing = new EnumMap<>(Act.class);

        Course(List<Act> way) {
            merchant.when(place("A", ORDERED)).thenAccepted();
            id = merchant.when(draft(merchant.owed(Draft.SUPPLIER), null))
                    .purchaseOrder()
                    .id();
            way.forEach(act -> assertThat(take(act)).isTrue());
        }

        PurchaseOrder order() {
            return merchant.purchaseOrder(id);
        }

        /** Whether it could be taken. */
        boolean take(Act act) {
            Version seen = version();
            Then then = merchant.when(act.request(order()));
            if (!(then.outcome() instanceof Outcome.Accepted)) {
                return false;
            }
            standing.keySet().removeIf(earlier -> earlier.undoneBy().contains(act));
            if (act.isRepeatable()) {
                standing.put(act, seen);
            }
            return true;
        }

        Version version() {
            return new Version(Books.HISTORY, order().number());
        }

        /** What tells it from others, and what may come of it. */
        String kind() {
            long received =
                    order().lines().isEmpty() ? 0 : order().lines().getFirst().received();
            return order().status() + " " + received + " " + new TreeSet<>(standing.keySet());
        }
    }

    @Test
    void whatWasDoneIsAnsweredAgainInEveryStateThatItCanLeadTo() {
        Set<String> seen = new HashSet<>();
        Map<Act, Set<Status>> repeatedIn = new EnumMap<>(Act.class);
        Deque<List<Act>> ways = new ArrayDeque<>(List.of(List.of()));
        while (!ways.isEmpty()) {
            List<Act> way = ways.removeFirst();
            Course course = new Course(way);
            for (Act act : course.standing.keySet()) {
                if (isAnsweredAgain(course, act, way)) {
                    repeatedIn
                            .computeIfAbsent(act, _ -> new HashSet<>())
                            .add(course.order().status());
                }
            }
            for (Act act : Act.values()) {
                Course next = new Course(way);
                if (way.size() < STEPS_MAX && next.take(act) && seen.add(next.kind())) {
                    List<Act> longer = new ArrayList<>(way);
                    longer.add(act);
                    ways.add(longer);
                }
            }
        }
        assertThat(repeatedIn.get(Act.SUBMIT))
                .as("a submission was repeated in every state but a draft's")
                .hasSize(Status.values().length - 1);
        assertThat(repeatedIn.get(Act.CANCEL))
                .contains(Status.CANCEL_REQUESTED, Status.CANCELLED, Status.CLOSED_SHORT, Status.RECEIVED);
        assertThat(repeatedIn.keySet())
                .containsExactlyInAnyOrder(
                        Arrays.stream(Act.values()).filter(Act::isRepeatable).toArray(Act[]::new));
    }

    /** @return false if it can be done once more from here, so that it is a new wish, which the old version does not get */
    private static boolean isAnsweredAgain(Course course, Act act, List<Act> way) {
        Move move = act.move(0);
        Version first = Objects.requireNonNull(course.standing.get(act));
        PurchaseOrder before = course.order();
        boolean isNewWish = move.from().contains(before.status()) && act.name().contains("NOT_SENT");
        if (isNewWish) {
            course.merchant
                    .when(move(course.id, move, first))
                    .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
            return false;
        }
        for (@Nullable
        Version ifMatch : new @Nullable Version[] {null, first, course.version(), new Version("elsewhere0", 1)}) {
            Then again = course.merchant.when(Requests.move(course.id, move, ifMatch));
            assertThat(again.outcome())
                    .as("%s repeated with %s after %s", act, ifMatch, way)
                    .isInstanceOf(Outcome.Unchanged.class);
            assertThat(again.purchaseOrder()).isEqualTo(before);
            course.merchant.thenIsWhatStands(again);
        }
        return true;
    }

    @Test
    void whatNobodyHasAskedForIsRefusedAsEver() {
        Course cancelledDraft = new Course(List.of(Act.CANCEL));
        refused(cancelledDraft, new Move.Submit());
        Course received = new Course(List.of(Act.SUBMIT, Act.SENDS, Act.THE_REST_COMES));
        refused(received, new Move.Cancel());
        refused(received, new Move.CloseShort());
        refused(received, new Move.ConfirmCancel());
        Course refusedOnce =
                new Course(List.of(Act.SUBMIT, Act.SENDS, Act.IS_SENT, Act.CANCEL, Act.REFUSE, Act.THE_REST_COMES));
        refused(refusedOnce, new Move.Cancel());
        Course closed = new Course(List.of(Act.SUBMIT, Act.SENDS, Act.IS_SENT, Act.CLOSE));
        refused(closed, new Move.Cancel());
        refused(closed, new Move.ByHand(new Move.Acknowledge(0, "ref", null)));
        Course rejected = new Course(List.of(Act.SUBMIT, Act.SENDS, Act.SUPPLIER_REJECTS));
        refused(rejected, new Move.Cancel());
        refused(rejected, new Move.ByHand(new Move.Sent(0)));
    }

    @Test
    void anAcknowledgementInOtherWordsIsNews() {
        Course course = new Course(List.of(Act.SUBMIT, Act.TOLD_ACKNOWLEDGED));
        Move other = new Move.ByHand(new Move.Acknowledge(0, "by letter", null));
        course.merchant.when(move(course.id, other, course.version())).thenAccepted();
        course.merchant.when(move(course.id, other)).thenUnchanged();
        assertThat(course.order().reference()).isEqualTo("by letter");
    }

    @Test
    void ofTwoDispatchersOneSends() {
        Course course = new Course(List.of(Act.SUBMIT, Act.SENDS));
        refused(course, new Move.Send());
    }

    private static void refused(Course course, Move move) {
        course.merchant.when(move(course.id, move)).thenRefused(Refusal.Kind.CONFLICT, "purchase_order_status");
    }
}
