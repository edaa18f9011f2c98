package dev.millrace.attack.overload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * Requests that place orders of one merchant, made from bytes that are ready but for key and body, since making them must
 * cost next to nothing: the generator shares its processors with the server. Owned by the generator's thread.
 */
public final class Orders {
    private final byte[] beforeKey;
    private final LongFunction<String> key;
    private final LongFunction<String> body;
    private long count;

    /**
     * Orders of a merchant.
     *
     * @param key the idempotency key of the n-th order
     * @param body of the n-th order
     */
    Orders(String apiKey, LongFunction<String> key, LongFunction<String> body) {
        this.beforeKey = ascii("POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + apiKey + "\r\nIdempotency-Key: ");
        this.key = key;
        this.body = body;
    }

    /** Orders that all differ, of the first so many SKUs of a {@link Merchant}, in turn. */
    public static Orders of(Merchant merchant, String keyPrefix, int skus) {
        return new Orders(merchant.apiKey(), n -> keyPrefix + n, n -> body(Merchant.sku((int) (n % skus))));
    }

    /** The body of an order of one unit. */
    static String body(String sku) {
        return "{\"lines\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}";
    }

    /** The key of the n-th. */
    String key(long n) {
        return key.apply(n);
    }

    /**
     * Writes the next one into an empty buffer.
     *
     * @return its number
     */
    long write(ByteBuffer empty) {
        String text = body.apply(count);
        empty.put(beforeKey)
                .put(ascii(key.apply(count)))
                .put(ascii("\r\nContent-Length: " + text.length() + "\r\n\r\n" + text));
        return count++;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
