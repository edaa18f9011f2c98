package dev.millrace.http.suppliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.config.Secret;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.Arrival;
import dev.millrace.http.PathTemplate;
import dev.millrace.http.Problem;
import dev.millrace.http.ProblemCode;
import dev.millrace.http.ProblemException;
import dev.millrace.http.RequestTarget;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.RequestSignature;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSettings.Kind;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody learns from how a callback is refused whether there is such a supplier. */
class SupplierCallbackHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String PATH = "/v1/supplier-callbacks/1/acme";
    private static final int LARGE = 250_000;
    private static final int TIMES = 60;

    @Test
    void takesAsLongForAnUnknownSupplierAsForAWrongSignature() {
        Optional<Connection> known = Optional.of(connection(Secret.of("a secret of which both sides know")));
        ApiRequest request = request(new byte[LARGE], signature(Secret.of("another secret altogether")));
        long wrong = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        long secretless = Long.MAX_VALUE;
        // The shortest of many, in turn, is what it takes where nothing else was in the way.
        for (int time = 0; time < TIMES; time++) {
            wrong = Math.min(wrong, nanosToRefuse(request, known));
            unknown = Math.min(unknown, nanosToRefuse(request, Optional.empty()));
            secretless = Math.min(secretless, nanosToRefuse(request, Optional.of(connection(Secret.none()))));
        }
        assertThat((double) unknown / wrong).isBetween(0.7, 1.4);
        assertThat((double) secretless / wrong).isBetween(0.7, 1.4);
    }

    @Test
    void believesWhoKnowsTheSecretAndNobodyElse() {
        Secret secret = Secret.of("a secret of which both sides know");
        Connection connection = connection(secret);
        ApiRequest request = request(new byte[2], RequestSignature.sign(secret, NOW, "POST", PATH, new byte[2]));
        assertThat(SupplierCallbackHandler.requireSigned(request, Optional.of(connection)))
                .isEqualTo(connection);
        nanosToRefuse(request, Optional.empty());
        nanosToRefuse(request, Optional.of(connection(Secret.none())));
    }

    @Test
    void refusesByTheHeadWhatCanBeNoSignature() {
        String good = signature(Secret.of("any secret that there may be"));
        assertThat(fault(good)).isNull();
        for (String bad : new String[] {
            "",
            "v1=" + "0".repeat(64),
            "t=" + NOW.getEpochSecond(),
            "t=" + NOW.getEpochSecond() + ",v1=0",
            "t=now,v1=" + "0".repeat(64),
            "t=" + NOW.minus(Duration.ofMinutes(6)).getEpochSecond() + ",v1=" + "0".repeat(64),
            "t=" + NOW.plus(Duration.ofMinutes(6)).getEpochSecond() + ",v1=" + "0".repeat(64),
            good + "," + "x".repeat(1_000)
        }) {
            assertThat(fault(bad))
                    .as(bad)
                    .isNotNull()
                    .extracting(Problem::code)
                    .isEqualTo(ProblemCode.INVALID_SIGNATURE);
        }
        assertThat(SupplierCallbackHandler.SIGNED.fault(arrival(), MultiMap.caseInsensitiveMultiMap()))
                .isNotNull();
        assertThat(SupplierCallbackHandler.SIGNED.fault(arrival(), headers(good).add(RequestSignature.HEADER, good)))
                .as("two of them")
                .isNotNull();
    }

    private static @Nullable Problem fault(String signature) {
        return SupplierCallbackHandler.SIGNED.fault(arrival(), headers(signature));
    }

    private static long nanosToRefuse(ApiRequest request, Optional<Connection> connection) {
        long began = System.nanoTime();
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> SupplierCallbackHandler.requireSigned(request, connection));
        long nanos = System.nanoTime() - began;
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_SIGNATURE);
        return nanos;
    }

    private static String signature(Secret secret) {
        return RequestSignature.sign(secret, NOW, "POST", PATH, new byte[LARGE]);
    }

    private static Connection connection(Secret secret) {
        return new Connection(
                new SupplierSettings(
                        1,
                        "acme",
                        Kind.REST,
                        URI.create("https://supplier.example/orders"),
                        secret,
                        null,
                        new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5))),
                new GatherPolicy.AtOnce(),
                NOW);
    }

    private static ApiRequest request(byte[] body, String signature) {
        return new ApiRequest(
                arrival(),
                PathTemplate.of("/v1/supplier-callbacks/{merchant}/{supplier}"),
                RequestTarget.ofPath(PATH),
                headers(signature),
                null,
                body);
    }

    private static Arrival arrival() {
        return new Arrival("req_1", NOW, Long.MAX_VALUE);
    }

    private static MultiMap headers(String signature) {
        return MultiMap.caseInsensitiveMultiMap().add(RequestSignature.HEADER, signature);
    }
}
