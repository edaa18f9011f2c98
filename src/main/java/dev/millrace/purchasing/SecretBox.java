package dev.millrace.purchasing;

import dev.millrace.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps suppliers' secrets, which we must be able to read since we sign with them, in a form that the database cannot: under
 * a key that derives from the operator's pepper, by AES-256-GCM (NIST SP 800-38D) with a random nonce. Whose secret it is
 * counts as well, so a row that is copied to another supplier opens for nobody.
 */
public final class SecretBox {
    private static final String PURPOSE = "millrace supplier secrets v1";
    private static final String MAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** @param pepper the operator's; with another one nothing opens any more */
    public SecretBox(Secret pepper) {
        try {
            Mac mac = Mac.getInstance(MAC);
            byte[] bytes = pepper.reveal().getBytes(StandardCharsets.UTF_8);
            // An empty one is refused by the configuration of every server; a key must not be empty either.
            mac.init(new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, MAC));
            this.key = new SecretKeySpec(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    byte[] seal(int merchantId, String supplierId, Secret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, merchantId, supplierId)
                    .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    /** @throws IllegalStateException if it was sealed under another pepper, for another supplier, or was tampered with */
    Secret open(int merchantId, String supplierId, byte[] sealed) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            byte[] opened = cipher(Cipher.DECRYPT_MODE, nonce, merchantId, supplierId)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Secret.of(new String(opened, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the secret of supplier " + supplierId + " of merchant " + merchantId
                            + " does not open under this pepper; set it again",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int merchantId, String supplierId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((merchantId + "\n" + supplierId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
