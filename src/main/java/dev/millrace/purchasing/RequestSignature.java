package dev.millrace.purchasing;

import dev.millrace.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a request, in both directions: ours to a supplier, and the supplier's back to us, under the same secret.
 *
 * <pre>{@code
 * Millrace-Signature: t=1764000000,v1=5257a869…
 * }</pre>
 *
 * {@code t} is the time of signing in seconds since 1970; {@code v1} is the HMAC-SHA-256, in hexadecimal, under the
 * secret's UTF-8 bytes, of
 *
 * <pre>{@code
 * t LF method LF target LF body
 * }</pre>
 *
 * where the target is path and query as they stand in the request line and the body is its bytes as they are on the wire.
 * A line feed can stand in none of the first three, so nothing can be moved from one part to the next. Method and target
 * are signed so that a signed body cannot be sent elsewhere; the time, so that it cannot be sent a day later. Several
 * {@code v1} may be given while a secret is replaced; one that fits is enough.
 */
public final class RequestSignature {
    public static final String HEADER = "Millrace-Signature";
    /** How far the clocks of both sides may be apart, and how long a request may travel. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEADER_CHARACTERS_MAX = 1_000;
    private static final Pattern HMAC = Pattern.compile("v1=[0-9a-fA-F]{64}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private RequestSignature() {}

    /** The header's value for a request. */
    public static String sign(Secret secret, Instant at, String method, String target, byte[] body) {
        String seconds = Long.toString(at.getEpochSecond());
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(hmac(secret, seconds, method, target, body));
    }

    /**
     * Whether a request was signed by who knows the secret, not long ago.
     *
     * @param header its value, or null if there is none
     */
    public static boolean verifies(
            Secret secret, @Nullable String header, Instant now, String method, String target, byte[] body) {
        if (header == null || !secret.isPresent() || !mayFit(header, now)) {
            return false;
        }
        String seconds = seconds(header);
        byte[] expected = hmac(secret, seconds, method, target, body);
        boolean fits = false;
        for (String part : header.split(",", -1)) {
            // All are compared, each in constant time, so that the time taken tells nothing.
            fits |= part.strip().startsWith("v1=")
                    && MessageDigest.isEqual(expected, bytes(part.strip().substring(3)));
        }
        return fits;
    }

    /**
     * Whether a header could be a signature by its form and its time, whoever made it; what can be said before the body is
     * there.
     *
     * @param header its value, or null if there is none
     */
    public static boolean mayFit(@Nullable String header, Instant now) {
        if (header == null || header.length() > HEADER_CHARACTERS_MAX) {
            return false;
        }
        String seconds = seconds(header);
        return SECONDS.matcher(seconds).matches()
                && isTimely(Long.parseLong(seconds), now)
                && Arrays.stream(header.split(",", -1))
                        .anyMatch(part -> HMAC.matcher(part.strip()).matches());
    }

    private static String seconds(String header) {
        String seconds = "";
        for (String part : header.split(",", -1)) {
            if (part.strip().startsWith("t=")) {
                seconds = part.strip().substring(2);
            }
        }
        return seconds;
    }

    private static boolean isTimely(long seconds, Instant now) {
        return Math.abs(now.getEpochSecond() - seconds) <= TOLERANCE.toSeconds();
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] hmac(Secret secret, String seconds, String method, String target, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + "\n" + method + "\n" + target + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
