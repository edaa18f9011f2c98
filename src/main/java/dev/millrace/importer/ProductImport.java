package dev.millrace.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.console.Failure;
import dev.millrace.console.Progress;
import dev.millrace.domain.model.Limits;
import dev.millrace.wire.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Makes the products that orders name, and sets the stock of those that it makes. Products that are there stay as they
 * are; one that is exactly as it would be made and has nothing on hand was left behind by an import that was cut off, and
 * gets its stock. The stock of a thousand products is set under one key that comes from their names, so at most once.
 */
final class ProductImport {
    /** Lines of a bulk request and of an adjustment. */
    private static final int CHUNK = 1_000;

    private static final int PAGE = 100;

    private final ImportApi api;
    private final String currency;
    private final long stock;
    private final Progress progress;
    private int made;

    /** @param stock units on hand of each product that is made */
    ProductImport(ImportApi api, String currency, long stock, Progress progress) {
        this.api = api;
        this.currency = currency;
        this.stock = stock;
        this.progress = progress;
    }

    /** @return how many were made */
    int make(Map<String, FileLine> products) {
        Map<String, JsonNode> there = productsThatAreThere();
        List<FileLine> all = List.copyOf(products.values());
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<FileLine> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            make(chunk, there);
            if (made > 0) {
                progress.step("%,d of %,d products".formatted(from + chunk.size(), all.size()));
            }
        }
        return made;
    }

    private Map<String, JsonNode> productsThatAreThere() {
        Map<String, JsonNode> there = new HashMap<>();
        String next = "/v1/products?limit=" + PAGE;
        while (next != null) {
            ImportApi.Answer page = api.get(next);
            if (page.status() != 200) {
                throw Failure.of("The server does not list products: " + page.body());
            }
            page.json()
                    .path("products")
                    .forEach(product -> there.put(product.path("sku").asText(), product));
            JsonNode link = page.json().path("next");
            next = link.isTextual() ? link.asText() : null;
        }
        return there;
    }

    private void make(List<FileLine> chunk, Map<String, JsonNode> there) {
        List<FileLine> missing =
                chunk.stream().filter(line -> !there.containsKey(line.sku())).toList();
        if (!missing.isEmpty()) {
            put(missing);
            made += missing.size();
        }
        List<String> toStock =
                new ArrayList<>(missing.stream().map(FileLine::sku).toList());
        List<String> asMade = chunk.stream()
                .filter(line -> there.containsKey(line.sku()) && isAsMade(line, there.get(line.sku())))
                .map(FileLine::sku)
                .toList();
        toStock.addAll(withoutStock(asMade));
        if (!toStock.isEmpty()) {
            stock(chunk, toStock);
        }
    }

    private static boolean isAsMade(FileLine line, JsonNode product) {
        return product.path("name").asText().equals(name(line))
                && product.path("price").path("amount").asLong()
                        == line.amount().unitPrice()
                && product.path("policy").asText().equals("reject");
    }

    private List<String> withoutStock(List<String> skus) {
        List<String> without = new ArrayList<>();
        for (int from = 0; from < skus.size(); from += PAGE) {
            StringBuilder query = new StringBuilder("/v1/stock");
            for (String sku : skus.subList(from, Math.min(skus.size(), from + PAGE))) {
                query.append(query.indexOf("?") < 0 ? '?' : '&').append("sku=");
                query.append(URLEncoder.encode(sku, StandardCharsets.UTF_8));
            }
            ImportApi.Answer answer = api.get(query.toString());
            if (answer.status() != 200) {
                throw Failure.of("The server does not show stock: " + answer.body());
            }
            answer.json().path("stock").forEach(level -> {
                if (level.path("on_hand").asLong() == 0) {
                    without.add(level.path("sku").asText());
                }
            });
        }
        return without;
    }

    private void put(List<FileLine> lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (FileLine line : lines) {
            JsonWriter json = new JsonWriter(256);
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("name").string(name(line));
            json.name("price").beginObject();
            json.name("amount").number(line.amount().unitPrice());
            json.name("currency").string(currency).endObject();
            json.name("policy").string("reject").endObject();
            body.writeBytes(json.toBytes());
            body.write('\n');
        }
        ImportApi.Answer answer = api.post("/v1/products/bulk", "application/x-ndjson", body.toByteArray());
        if (answer.status() != 200) {
            throw Failure.of("The server does not take products: " + answer.body());
        }
        answer.body().lines().map(ImportApi::parse).forEach(line -> {
            if (line.path("status").asInt() >= 400) {
                throw Failure.of("The server does not take a product: " + line);
            }
        });
    }

    private void stock(List<FileLine> chunk, List<String> skus) {
        JsonWriter json = new JsonWriter(64 * skus.size());
        json.beginObject();
        json.name("reason").string("stock of imported products");
        json.name("lines").beginArray();
        for (String sku : skus) {
            json.beginObject();
            json.name("sku").string(sku);
            json.name("set").number(stock).endObject();
        }
        json.endArray().endObject();
        ImportApi.Answer answer = api.postOnce("/v1/stock/adjustments", key(chunk), json.toBytes());
        boolean done = answer.status() == 200 || answer.code().equals("idempotency_key_reused");
        if (!done) {
            throw Failure.of("The server does not set the stock: " + answer.body());
        }
    }

    private static String name(FileLine line) {
        String name = line.productName();
        int end = Math.min(name.length(), Limits.NAME_CHARACTERS_MAX);
        return name.substring(0, end);
    }

    private static String key(List<FileLine> chunk) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            chunk.forEach(line -> digest.update((line.sku() + "\n").getBytes(StandardCharsets.UTF_8)));
            return "import-stock-" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
