package dev.millrace.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a UUID is shown: its kind, an underscore, and its 128 bits as 26 characters of lower-case Crockford base32, as the
 * TypeID specification 0.3 has it. It sorts as the UUID does.
 */
public enum TypeId {
    ORDER("order"),
    ADJUSTMENT("adj"),
    REPLENISHMENT("rpl"),
    PURCHASE_ORDER("po"),
    RECEIPT("rct"),
    SHIPMENT("shp"),
    RETURN("ret"),
    API_KEY("key");

    private static final byte[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values(ALPHABET);
    private static final int SUFFIX_CHARACTERS = 26;
    private static final int CHARACTER_BITS = 5;
    private static final int CHARACTER_MASK = 31;
    /** 26 characters have room for 130 bits; a first character above this would mean more than 128. */
    private static final int FIRST_VALUE_MAX = 7;

    private final String start;

    TypeId(String prefix) {
        this.start = prefix + "_";
    }

    /** For example {@code order_01h455vb4pex5vsknk084sn02q}. */
    public String of(UUID id) {
        return start + suffix(id);
    }

    /** The UUID, or null if the text is no id of this kind in exactly the form that {@link #of} gives. */
    public @Nullable UUID parse(String text) {
        return text.length() == start.length() + SUFFIX_CHARACTERS && text.startsWith(start)
                ? parseSuffix(text, start.length())
                : null;
    }

    @SuppressWarnings("deprecation") // Every character is ASCII, and this way a string is made without decoding.
    static String suffix(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        byte[] text = new byte[SUFFIX_CHARACTERS];
        for (int position = SUFFIX_CHARACTERS - 1; position >= 0; position--) {
            text[position] = ALPHABET[(int) (low & CHARACTER_MASK)];
            low = (low >>> CHARACTER_BITS) | (high << (Long.SIZE - CHARACTER_BITS));
            high >>>= CHARACTER_BITS;
        }
        return new String(text, 0);
    }

    static @Nullable UUID parseSuffix(String text, int from) {
        long high = 0;
        long low = 0;
        for (int position = from; position < text.length(); position++) {
            char character = text.charAt(position);
            int value = character < VALUES.length ? VALUES[character] : -1;
            if (value < 0 || (position == from && value > FIRST_VALUE_MAX)) {
                return null;
            }
            high = (high << CHARACTER_BITS) | (low >>> (Long.SIZE - CHARACTER_BITS));
            low = (low << CHARACTER_BITS) | value;
        }
        return new UUID(high, low);
    }

    private static byte[] values(byte[] alphabet) {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte value = 0; value < alphabet.length; value++) {
            values[alphabet[value]] = value;
        }
        return values;
    }
}
