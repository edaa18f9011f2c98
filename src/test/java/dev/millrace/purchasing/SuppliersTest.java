package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.EventLoop;
import dev.millrace.config.Secret;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.InjectedFault;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class SuppliersTest {
    private final EventLoop loop;
    private final OpenSandbox sandbox;
    private final TestSuppliers suppliers;

    SuppliersTest(Vertx vertx) {
        loop = new EventLoop(vertx);
        sandbox = OpenSandbox.open(loop);
        suppliers = new TestSuppliers(
                loop,
                Duration.ofSeconds(5),
                config -> new ConnectorConfig(config.allowedNetworks(), 1_024, 4, 4, 4, 2));
    }

    @AfterEach
    void close() {
        suppliers.close();
        sandbox.close();
    }

    @Test
    void everyExchangeIsMadeWhateverCameOfThoseBefore() {
        sandbox.injectFaults(InjectedFault.DROP_AFTER, Asked.SUBMIT, 6, 0);
        for (int attempt = 1; attempt <= 6; attempt++) {
            assertThat(submit()).isInstanceOf(Reply.Unknown.class);
        }

        assertThat(submit()).isInstanceOf(Reply.Acknowledged.class);
        assertThat(sandbox.book().path("submissions").asInt()).isEqualTo(7);
    }

    @Test
    void aPersonTellsWhoIsToldByHand() {
        SupplierSettings byHand =
                new SupplierSettings(1, "acme", Kind.MANUAL, null, Secret.none(), null, Timeouts.defaults());

        assertThat(suppliers.<Reply.ToSubmit>ask(byHand, each -> each.submit(TestSuppliers.dispatch("po_1"))))
                .isInstanceOf(Reply.Misconfigured.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://supplier.test/",
                "file:///etc/passwd",
                "supplier.test",
                "http:///orders",
                "http://me:x@supplier.test/",
                "http://supplier.test/#a",
                "http://supplier.test:0/",
                "http://supplier.test:65536/",
                "http://supplier.test/?a=b",
                "jar:http://supplier.test!/",
                "http:supplier.test"
            })
    void anAddressThatIsNoneOfASupplierIsRefused(String address) {
        assertThatThrownBy(() -> settings(Kind.REST, URI.create(address), Secret.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("address");
    }

    @Test
    void settingsThatDoNotFitAreRefused() {
        URI address = URI.create("https://supplier.test/");

        assertThatThrownBy(() -> settings(Kind.REST, null, Secret.none())).hasMessageStartingWith("address: none");
        assertThatThrownBy(() -> settings(Kind.MANUAL, address, Secret.none()))
                .hasMessageStartingWith("address: https");
        assertThatThrownBy(() -> settings(Kind.REST, address, Secret.of("short")))
                .hasMessageStartingWith("secret: 5");
        assertThatThrownBy(() -> new Timeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("connect");
        assertThatThrownBy(() -> new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("exchange_timeout");
        assertThatThrownBy(() -> new Timeouts(Duration.ofSeconds(2), Duration.ofHours(1)))
                .hasMessageContaining("exchange_timeout");
        assertThat(settings(Kind.SOAP11, URI.create("https://supplier.test/ws?x=1"), Secret.none())
                        .toString())
                .doesNotContain("secret-of");
    }

    private static SupplierSettings settings(Kind kind, @Nullable URI address, Secret secret) {
        return new SupplierSettings(1, "acme", kind, address, secret, null, Timeouts.defaults());
    }

    private Reply.ToSubmit submit() {
        return suppliers.ask(
                suppliers.settings(Kind.REST, sandbox.address()), each -> each.submit(TestSuppliers.dispatch("po_1")));
    }
}
