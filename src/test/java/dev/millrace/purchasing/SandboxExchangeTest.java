package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.EventLoop;
import dev.millrace.config.Secret;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import dev.millrace.sandbox.SandboxConfig.Pace;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All three languages against the sandbox supplier, when it behaves and when it does not. */
@ExtendWith(VertxExtension.class)
class SandboxExchangeTest {
    private static final String NUMBER = "po_01h455vb4pex5vsknk084sn02q";

    private final EventLoop loop;
    private final OpenSandbox sandbox;
    private final TestSuppliers suppliers;

    SandboxExchangeTest(Vertx vertx) {
        loop = new EventLoop(vertx);
        sandbox = OpenSandbox.open(loop);
        suppliers = new TestSuppliers(loop);
    }

    @AfterEach
    void close() {
        suppliers.close();
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void tellsAPurchaseOrderAndHearsThatItComes(Kind kind) {
        Reply reply = submit(kind);

        assertThat(reply).isEqualTo(new Reply.Acknowledged("S-1", null));
        JsonNode order = sandbox.book().path("items").path(0);
        assertThat(order.path("number").asText()).isEqualTo(NUMBER);
        assertThat(order.path("lines").findValuesAsText("sku")).containsExactly("DEMO-BACKORDER", "Größe <M> & \"L\"");
        assertThat(order.path("lines").findValuesAsText("quantity")).containsExactly("36", "2");
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void tellingItAgainIsTheSameOrder(Kind kind) {
        Reply first = submit(kind);

        assertThat(submit(kind)).isEqualTo(first);
        assertThat(ask(kind)).isEqualTo(first);
        assertBooked(1, 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void theSameNumberWithOtherLinesIsRejected(Kind kind) {
        submit(kind);
        Dispatch other = new Dispatch(NUMBER, 2, Instant.EPOCH, List.of(new Dispatch.Line("OTHER", 1)));

        Reply reply = suppliers.ask(settings(kind), supplier -> supplier.submit(other));

        assertThat(reply).isInstanceOf(Reply.Rejected.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void hearsThatItIsRejected(Kind kind) {
        Dispatch rejected =
                new Dispatch(NUMBER, 1, Instant.EPOCH, List.of(new Dispatch.Line("REJECT-BY-SUPPLIER-1", 1)));

        assertThat(suppliers.<Reply.ToSubmit>ask(settings(kind), supplier -> supplier.submit(rejected)))
                .isEqualTo(new Reply.Rejected("We do not have this."));
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void aNumberThatWasNeverToldIsNotKnown(Kind kind) {
        assertThat(ask(kind)).isEqualTo(new Reply.NotKnown());
        assertThat(cancel(kind)).isEqualTo(new Reply.NotKnown());
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void cancelsWhatWasNotDelivered(Kind kind) {
        submit(kind);

        assertThat(cancel(kind)).isEqualTo(new Reply.Cancelled());
        assertThat(cancel(kind)).isEqualTo(new Reply.Cancelled());
        assertThat(ask(kind)).isEqualTo(new Reply.Cancelled());
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void canNotCancelWhatWas(Kind kind) {
        submit(kind);
        sandbox.deliver(NUMBER);

        assertThat(cancel(kind)).isInstanceOf(Reply.CancelRefused.class);
        assertThat(ask(kind)).isInstanceOf(Reply.Acknowledged.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void anotherSecretIsForAPersonToPutRight(Kind kind) {
        SupplierSettings here = settings(kind);
        SupplierSettings wrong = new SupplierSettings(
                1, "acme", kind, here.address(), Secret.of("another-secret-of-the-tests"), null, here.timeouts());

        assertThat(suppliers.<Reply.ToSubmit>ask(wrong, supplier -> supplier.submit(TestSuppliers.dispatch(NUMBER))))
                .isInstanceOf(Reply.Misconfigured.class);
        assertBooked(0, 0);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                        rule(InjectedFault.TOO_MANY, false, Reply.NotSent.class, Reply.NotSent.class),
                        rule(InjectedFault.UNAVAILABLE, false, Reply.NotSent.class, Reply.NotSent.class),
                        rule(InjectedFault.ERROR, false, Reply.Unknown.class, Reply.Unknown.class),
                        rule(InjectedFault.ERROR_AFTER, true, Reply.Unknown.class, Reply.Unknown.class),
                        rule(InjectedFault.FAULT, false, Reply.Rejected.class, Reply.Rejected.class),
                        rule(InjectedFault.DROP, false, Reply.Unknown.class, Reply.Unknown.class),
                        rule(InjectedFault.DROP_AFTER, true, Reply.Unknown.class, Reply.Unknown.class),
                        rule(InjectedFault.CUT_AFTER, true, Reply.Unknown.class, Reply.Unknown.class),
                        rule(InjectedFault.GARBAGE_AFTER, true, Reply.Unknown.class, Reply.Unknown.class),
                        rule(InjectedFault.UNAUTHORIZED, false, Reply.Misconfigured.class, Reply.Misconfigured.class),
                        rule(InjectedFault.REDIRECT, false, Reply.Misconfigured.class, Reply.Misconfigured.class),
                        // A number that it does not know makes no conflict.
                        rule(InjectedFault.CONFLICT, true, Reply.Acknowledged.class, Reply.Acknowledged.class))
                .flatMap(List::stream);
    }

    private static List<Arguments> rule(InjectedFault fault, boolean accepted, Class<?> rest, Class<?> soap) {
        return List.of(
                Arguments.of(Kind.REST, fault, accepted, rest),
                Arguments.of(Kind.SOAP11, fault, accepted, soap),
                Arguments.of(Kind.SOAP12, fault, accepted, soap));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aMisbehaviourIsWhatTheRulesSayAndTheSecondAttemptMakesOneOrder(
            Kind kind, InjectedFault fault, boolean accepted, Class<?> expected) {
        sandbox.injectFaults(fault, Asked.SUBMIT, 1, 0);

        assertThat(submit(kind)).isInstanceOf(expected);
        assertThat(ask(kind)).isInstanceOf(accepted ? Reply.Acknowledged.class : Reply.NotKnown.class);
        assertThat(submit(kind)).isInstanceOf(Reply.Acknowledged.class);
        assertBooked(1, accepted ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP", "ERROR", "GARBAGE_AFTER", "TOO_MANY", "CUT_AFTER"})
    void aQuestionThatGoesWrongCanBeAskedAgain(InjectedFault fault) {
        submit(Kind.REST);
        for (Kind kind : List.of(Kind.REST, Kind.SOAP11, Kind.SOAP12)) {
            sandbox.injectFaults(fault, Asked.ASK, 1, 0);

            assertThat(ask(kind)).isInstanceOf(Reply.NoAnswer.class);
            assertThat(ask(kind)).isInstanceOf(Reply.Acknowledged.class);
        }
    }

    @Test
    void aConflictIsAskedAboutAtOnce() {
        submit(Kind.REST);
        sandbox.injectFaults(InjectedFault.CONFLICT, Asked.SUBMIT, 1, 0);

        assertThat(submit(Kind.REST)).isEqualTo(new Reply.Acknowledged("S-1", null));
    }

    @Test
    void aConflictThatCanNotBeAskedAboutIsUnknown() {
        submit(Kind.REST);
        sandbox.injectFaults(InjectedFault.CONFLICT, Asked.SUBMIT, 1, 0);
        sandbox.injectFaults(InjectedFault.DROP, Asked.ASK, 1, 0);

        assertThat(submit(Kind.REST)).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void whatTheSupplierAskedForIsPassedOn() {
        for (Kind kind : List.of(Kind.REST, Kind.SOAP11, Kind.SOAP12)) {
            sandbox.injectFaults(InjectedFault.UNAVAILABLE, Asked.SUBMIT, 1, 0);

            assertThat(submit(kind))
                    .isInstanceOfSatisfying(
                            Reply.NotSent.class,
                            notSent -> assertThat(notSent.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "SOAP11", "SOAP12"})
    void anAnswerThatComesTooLateIsUnknown(Kind kind) {
        try (TestSuppliers impatient = new TestSuppliers(loop, Duration.ofMillis(300), config -> config)) {
            sandbox.injectFaults(InjectedFault.SLOW, Asked.SUBMIT, 1, 5_000);

            Reply reply = impatient.ask(
                    impatient.settings(kind, address(kind)),
                    supplier -> supplier.submit(TestSuppliers.dispatch(NUMBER)));

            assertThat(reply).isEqualTo(new Reply.Unknown("There was no answer within 300 ms."));
            assertThat(ask(kind)).isInstanceOf(Reply.Acknowledged.class);
        }
    }

    @Test
    void anAcknowledgementMayComeLater() {
        try (OpenSandbox slow =
                OpenSandbox.open(loop, Acknowledge.CALLBACK, new Pace(Duration.ofHours(1), Duration.ofHours(1), 1))) {
            for (Kind kind : List.of(Kind.REST, Kind.SOAP11, Kind.SOAP12)) {
                String address = kind == Kind.REST ? slow.address() : slow.address() + "/soap";
                assertThat(suppliers.<Reply.ToSubmit>ask(
                                suppliers.settings(kind, address),
                                supplier -> supplier.submit(TestSuppliers.dispatch(NUMBER))))
                        .isEqualTo(new Reply.Sent());
            }
        }
    }

    @Test
    void whatXmlCanNotHoldIsNotSent() {
        Dispatch odd = new Dispatch(NUMBER, 1, Instant.EPOCH, List.of(new Dispatch.Line("a\u0001b", 1)));

        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.SOAP12), supplier -> supplier.submit(odd)))
                .isInstanceOf(Reply.Misconfigured.class);
        assertThat(suppliers.<Reply.ToSubmit>ask(settings(Kind.REST), supplier -> supplier.submit(odd)))
                .isInstanceOf(Reply.Acknowledged.class);
    }

    private Reply.ToSubmit submit(Kind kind) {
        return suppliers.ask(settings(kind), supplier -> supplier.submit(TestSuppliers.dispatch(NUMBER)));
    }

    private Reply.ToAsk ask(Kind kind) {
        return suppliers.ask(settings(kind), supplier -> supplier.ask(NUMBER));
    }

    private Reply.ToCancel cancel(Kind kind) {
        return suppliers.ask(settings(kind), supplier -> supplier.cancel(NUMBER));
    }

    private SupplierSettings settings(Kind kind) {
        return suppliers.settings(kind, address(kind));
    }

    private String address(Kind kind) {
        return kind == Kind.REST ? sandbox.address() : sandbox.address() + "/soap";
    }

    private void assertBooked(int orders, int submissions) {
        JsonNode book = sandbox.book();
        assertThat(book.path("purchase_orders").asInt()).isEqualTo(orders);
        assertThat(book.path("submissions").asInt()).isEqualTo(submissions);
    }
}
