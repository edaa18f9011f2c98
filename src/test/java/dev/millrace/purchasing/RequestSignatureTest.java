package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {
    private static final Secret SECRET = Secret.of("a-secret-of-at-least-24-characters");
    private static final Instant AT = Instant.ofEpochSecond(1_764_000_000);
    private static final byte[] BODY = "{\"number\":\"po_1\"}".getBytes(StandardCharsets.UTF_8);
    private static final String TARGET = "/purchase-orders?x=1";

    /** printf '1764000000\nPOST\n/purchase-orders?x=1\n{"number":"po_1"}' | openssl dgst -sha256 -hmac a-secret-… */
    private static final String KNOWN = "00eef9ac2c78c00c28e91ccb931001ce575f8bfc3df3baa8d8a2a2e7f21b8bab";

    @Test
    void isWhatOthersComputeToo() {
        assertThat(RequestSignature.sign(SECRET, AT, "POST", TARGET, BODY)).isEqualTo("t=1764000000,v1=" + KNOWN);
    }

    @Test
    void fitsTheRequestThatWasSigned() {
        assertThat(verifies("t=1764000000,v1=" + KNOWN, AT)).isTrue();
        assertThat(verifies("t=1764000000, v1=" + KNOWN.toUpperCase(java.util.Locale.ROOT), AT))
                .isTrue();
    }

    @Test
    void fitsIfOneOfSeveralDoes() {
        assertThat(verifies("t=1764000000,v1=00,v1=" + KNOWN + ",v1=ff", AT)).isTrue();
    }

    @Test
    void fitsNoOtherRequest() {
        String header = "t=1764000000,v1=" + KNOWN;

        assertThat(RequestSignature.verifies(SECRET, header, AT, "PUT", TARGET, BODY))
                .isFalse();
        assertThat(RequestSignature.verifies(SECRET, header, AT, "POST", "/purchase-orders", BODY))
                .isFalse();
        assertThat(RequestSignature.verifies(SECRET, header, AT, "POST", TARGET, new byte[0]))
                .isFalse();
        assertThat(RequestSignature.verifies(
                        Secret.of("another-secret-of-at-least-24"), header, AT, "POST", TARGET, BODY))
                .isFalse();
        assertThat(RequestSignature.verifies(Secret.none(), header, AT, "POST", TARGET, BODY))
                .isFalse();
        assertThat(verifies("t=1764000001,v1=" + KNOWN, AT)).isFalse();
    }

    @Test
    void isValidForFiveMinutesBothWays() {
        String header = RequestSignature.sign(SECRET, AT, "POST", TARGET, BODY);

        assertThat(verifies(header, AT.plus(RequestSignature.TOLERANCE))).isTrue();
        assertThat(verifies(header, AT.minus(RequestSignature.TOLERANCE))).isTrue();
        assertThat(verifies(header, AT.plus(RequestSignature.TOLERANCE).plus(Duration.ofSeconds(1))))
                .isFalse();
        assertThat(verifies(header, AT.minus(RequestSignature.TOLERANCE).minus(Duration.ofSeconds(1))))
                .isFalse();
    }

    @Test
    void junkFitsNothing() {
        for (String junk : new @Nullable String[] {
            null,
            "",
            "v1=" + KNOWN,
            "t=1764000000",
            "t=,v1=" + KNOWN,
            "t=99999999999999999999,v1=" + KNOWN,
            "t=-1,v1=" + KNOWN,
            "t=1764000000,v1=xyz",
            "t=1764000000,v1=",
            ",,,",
            "t=1764000000,v1=" + "f".repeat(2_000)
        }) {
            assertThat(verifies(junk, AT)).as(String.valueOf(junk)).isFalse();
        }
    }

    private static boolean verifies(@Nullable String header, Instant now) {
        return RequestSignature.verifies(SECRET, header, now, "POST", TARGET, BODY);
    }
}
