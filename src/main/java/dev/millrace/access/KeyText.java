package dev.millrace.access;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner holds it: {@code mr_live_}, 30 base62 characters (178 bits), and a checksum of 6, the CRC-32 of all before it. The
 * checksum tells a typo and plain junk from a key without asking anyone; it proves nothing.
 */
public final class KeyText {
    public static final String PREFIX = "mr_live_";

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SECRET_CHARACTERS = 30;
    private static final int CHECKSUM_CHARACTERS = 6;
    private static final int CHECKED_CHARACTERS = PREFIX.length() + SECRET_CHARACTERS;
    private static final int CHARACTERS = CHECKED_CHARACTERS + CHECKSUM_CHARACTERS;
    private static final int HINT_CHARACTERS = 4;

    private final String text;

    private KeyText(String text) {
        this.text = text;
    }

    /** A new key. */
    public static KeyText generate(RandomGenerator secureRandom) {
        StringBuilder text = new StringBuilder(CHARACTERS).append(PREFIX);
        for (int i = 0; i < SECRET_CHARACTERS; i++) {
            text.append(BASE62.charAt(secureRandom.nextInt(BASE62.length())));
        }
        return new KeyText(text.append(checksum(text)).toString());
    }

    /** The key that the text is, or null if it is none. */
    public static @Nullable KeyText parse(String text) {
        if (text.length() != CHARACTERS || !text.startsWith(PREFIX)) {
            return null;
        }
        for (int i = PREFIX.length(); i < CHARACTERS; i++) {
            if (BASE62.indexOf(text.charAt(i)) < 0) {
                return null;
            }
        }
        String checked = text.substring(0, CHECKED_CHARACTERS);
        return text.endsWith(checksum(checked)) ? new KeyText(text) : null;
    }

    /** The whole key: for the hash, and for the one moment in which its owner may see it. */
    public String reveal() {
        return text;
    }

    /** Enough to tell one's keys apart, and no more: {@code mr_live_…} and the last characters of the secret. */
    public String hint() {
        return PREFIX + "…" + text.substring(CHECKED_CHARACTERS - HINT_CHARACTERS, CHECKED_CHARACTERS);
    }

    /** The hint, so that no log line can give the key away. */
    @Override
    public String toString() {
        return hint();
    }

    private static String checksum(CharSequence checked) {
        CRC32 crc = new CRC32();
        crc.update(checked.toString().getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM_CHARACTERS];
        for (int i = CHECKSUM_CHARACTERS - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
