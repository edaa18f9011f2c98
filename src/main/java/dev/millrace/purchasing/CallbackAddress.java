package dev.millrace.purchasing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a supplier may call us back, told to it with every purchase order. */
public final class CallbackAddress {
    public static final String PATH = "/v1/supplier-callbacks/";

    private final String base;

    /** @param base how suppliers reach this API, for example {@code https://orders.example.com}; empty if they cannot */
    public CallbackAddress(String base) {
        this.base = base.replaceFirst("/+$", "");
        if (!base.isEmpty()) {
            String scheme = String.valueOf(URI.create(base).getScheme());
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new IllegalArgumentException("callback_base: " + base + " (expected: an http or https address)");
            }
        }
    }

    /** The address for one supplier, or null if suppliers cannot reach us. */
    @Nullable
    URI of(int merchantId, String supplierId) {
        if (base.isEmpty()) {
            return null;
        }
        String segment = URLEncoder.encode(supplierId, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(base + PATH + merchantId + "/" + segment);
    }
}
