package dev.millrace.access;

import dev.millrace.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 of API keys under the server's pepper: all that is stored of a key. Who steals the table can use none of
 * them, and who does not know the pepper cannot even tell which of his guesses would be close.
 *
 * <p>Belongs to one thread, as {@link Mac} does.
 */
public final class KeyHasher {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    public KeyHasher(Secret pepper) {
        if (!pepper.isPresent()) {
            throw new IllegalArgumentException("access.pepper is not set");
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(pepper.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** 32 bytes. */
    public byte[] hash(KeyText key) {
        return mac.doFinal(key.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether two hashes are the same, in a time that does not tell where they differ. */
    public static boolean same(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }
}
