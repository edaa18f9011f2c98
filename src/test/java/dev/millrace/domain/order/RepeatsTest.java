package dev.millrace.domain.order;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.createSupplier;
import static dev.millrace.domain.Requests.deactivate;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.place;
import static dev.millrace.domain.Requests.putProduct;
import static dev.millrace.domain.Requests.ship;
import static dev.millrace.domain.Requests.takeBack;
import static dev.millrace.domain.Requests.units;
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
import dev.millrace.domain.model.Version;
import dev.millrace.domain.stock.PutProduct.Mode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DESIGN §2, rule 8, for all but purchase orders: what is repeatable without a key answers the same again, whatever {@code
 * If-Match} says, in every state that its first success can lead to, for as long as nobody has wished for something else.
 */
class RepeatsTest {
    /**
     * A command and what may happen after it.
     *
     * @param before what must have happened to the merchant's order of five A
     * @param command with an If-Match, or null where it takes none
     * @param version of the thing before it, or null where there is none
     */
    private record Case(
            String name,
            List<Function<UUID, Request>> before,
            Repeated command,
            Function<Scene, @Nullable Version> version,
            List<Function<UUID, Request>> after) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Repeated {
        Request with(UUID order, @Nullable Version ifMatch);
    }

    /** A merchant with products A and N, and an order of five A. */
    private static final class Scene {
        private final Merchant merchant =
                Given.merchant().product("A").onHand(10).product("N").onHand(1).open();
        private final Then placed = merchant.when(place("A", 5)).thenAccepted();

        private void take(Function<UUID, Request> step) {
            merchant.when(step.apply(placed.orderId())).thenAccepted();
        }
    }

    static List<Case> cases() {
        Function<UUID, Request> shipsTwo = order -> ship(order, units(0, 2));
        Function<UUID, Request> oneComesBack = order -> takeBack(order, true, units(0, 1));
        Function<UUID, Request> otherThings = _ -> adjust(delta("A", 3));
        return List.of(
                new Case(
                        "an order that is cancelled in full",
                        List.of(),
                        (order, ifMatch) -> cancel(order, ifMatch),
                        scene -> scene.merchant.version(scene.placed),
                        List.of(otherThings)),
                new Case(
                        "an order of which the rest is cancelled",
                        List.of(shipsTwo),
                        (order, ifMatch) -> cancel(order, ifMatch),
                        scene -> scene.merchant.version(scene.placed),
                        List.of(otherThings, oneComesBack, oneComesBack)),
                new Case(
                        "a product that takes no more orders",
                        List.of(),
                        (_, ifMatch) -> deactivate("A", ifMatch),
                        scene -> scene.merchant.version("A"),
                        List.of(shipsTwo, otherThings)),
                new Case(
                        "a product that is replaced",
                        List.of(),
                        (_, ifMatch) -> putProduct(Draft.of("A").named("anew"), Mode.REPLACE, ifMatch),
                        scene -> scene.merchant.version("A"),
                        List.of(shipsTwo, otherThings)),
                new Case(
                        "a product that is made",
                        List.of(),
                        (_, ifMatch) -> putProduct(Draft.of("NEW"), Mode.CREATE, ifMatch),
                        _ -> null,
                        List.of(_ -> adjust(delta("NEW", 3)), _ -> place("NEW", 1))),
                new Case(
                        "a supplier that is made",
                        List.of(),
                        (_, _) -> createSupplier("clay", "Clay"),
                        _ -> null,
                        List.of(otherThings)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isAnsweredAgainInEveryStateAfterIt(Case each) {
        Scene scene = new Scene();
        each.before().forEach(scene::take);
        Version seen = each.version().apply(scene);
        scene.merchant.when(each.command().with(scene.placed.orderId(), seen)).thenAccepted();
        assertRepeats(each, scene, seen);
        for (Function<UUID, Request> after : each.after()) {
            scene.take(after);
            assertRepeats(each, scene, seen);
        }
        scene.merchant.forget();
        assertRepeats(each, scene, seen);
    }

    private static void assertRepeats(Case each, Scene scene, @Nullable Version seen) {
        Version elsewhere = seen == null ? null : new Version("elsewhere0", 1);
        for (@Nullable Version ifMatch : new @Nullable Version[] {null, seen, elsewhere}) {
            Then again = scene.merchant.when(each.command().with(scene.placed.orderId(), ifMatch));
            assertThat(again.outcome()).as("%s with %s", each, ifMatch).isInstanceOf(Outcome.Unchanged.class);
            scene.merchant.thenIsWhatStands(again);
        }
    }

    /** What somebody else wished for since stands, and the old wish must not undo it. */
    @Test
    void isNoRepetitionOnceSomethingElseWasWishedFor() {
        Scene scene = new Scene();
        Version seen = scene.merchant.version("A");
        scene.merchant.when(deactivate("A", seen)).thenAccepted();
        scene.merchant
                .when(Requests.replaceProduct(Draft.of("A").named("anew"), null))
                .thenAccepted();
        scene.merchant.when(deactivate("A", seen)).thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
        scene.merchant
                .when(Requests.replaceProduct(Draft.of("A"), new Version(Books.HISTORY, seen.number())))
                .thenRefused(Refusal.Kind.PRECONDITION_FAILED, "precondition_failed");
    }
}
