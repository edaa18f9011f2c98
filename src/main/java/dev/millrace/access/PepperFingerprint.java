package dev.millrace.access;

import dev.millrace.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What tells one pepper from another without giving it away: 32 bytes, an HMAC-SHA-256 under the pepper of a text that no API
 * key can be.
 */
public final class PepperFingerprint {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] TEXT = "the fingerprint of a pepper".getBytes(StandardCharsets.US_ASCII);

    private PepperFingerprint() {}

    public static byte[] of(Secret pepper) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(pepper.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(TEXT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
