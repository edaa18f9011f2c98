package dev.millrace.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Where things stand, as Location, {@code next} and {@code instance} say. */
public final class Paths {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED_MARKS = "-._~";

    public static final String PURCHASE_ORDERS = "/v1/purchase-orders";
    public static final String REPLENISHMENTS = "/v1/replenishments";

    private Paths() {}

    public static String order(String id) {
        return "/v1/orders/" + id;
    }

    public static String product(String sku) {
        return "/v1/products/" + encode(sku);
    }

    public static String purchaseOrder(String id) {
        return PURCHASE_ORDERS + "/" + id;
    }

    public static String receipts(String purchaseOrderId) {
        return purchaseOrder(purchaseOrderId) + "/receipts";
    }

    public static String receipt(String purchaseOrderId, String id) {
        return receipts(purchaseOrderId) + "/" + id;
    }

    public static String supplier(String id) {
        return "/v1/suppliers/" + encode(id);
    }

    /** Percent-encodes all but RFC 3986's unreserved characters, so it fits a segment and a query alike. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved((char) each)) {
                encoded.append((char) each);
            } else {
                HEX.toHexDigits(encoded.append('%'), each);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || UNRESERVED_MARKS.indexOf(character) >= 0;
    }
}
