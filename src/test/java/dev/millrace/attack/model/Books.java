package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.domain.PlainMerchant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything that the API shows of a merchant, against the model: each thing, the search of orders, and the feed. */
final class Books {
    private static final int LIST_TRIES_MAX = 20;

    private final Service service;
    private final Known known;
    private final Events events;

    Books(Service service, Known known, Events events) {
        this.service = service;
        this.known = known;
        this.events = events;
    }

    /** The first difference, or null. */
    @Nullable
    String compare(Model model) {
        String wrong = things(model);
        if (wrong == null) {
            wrong = differs("the feed", model.merchant().events(), events.after(0, 0));
        }
        return wrong == null ? differs("the list of orders", orders(model.merchant()), listedOrders(model)) : wrong;
    }

    private @Nullable String things(Model model) {
        List<Asked> asked = reads(model.merchant()).stream()
                .map(read -> read.asked(model, known))
                .toList();
        List<CompletableFuture<Answer>> sent =
                asked.stream().map(each -> service.send(0, each.call())).toList();
        return IntStream.range(0, asked.size())
                .mapToObj(each -> differs(
                        asked.get(each).call().toString(),
                        List.of(asked.get(each).expected().apply(model)),
                        List.of(asked.get(each).heard().apply(sent.get(each).join()))))
                .filter(wrong -> wrong != null)
                .findFirst()
                .orElse(null);
    }

    private static List<Wish> reads(PlainMerchant merchant) {
        List<Wish> reads = new ArrayList<>();
        for (String sku : merchant.skus()) {
            reads.add(new Read.OfStock(sku));
            reads.add(new Read.OfProduct(sku));
        }
        for (UUID id : merchant.orders()) {
            reads.add(new Read.OfOrder(new Key((int) id.getLeastSignificantBits())));
        }
        for (int place = 0; place < merchant.purchaseIds().size(); place++) {
            reads.add(new Read.OfPurchase(place));
        }
        return reads;
    }

    /** The newest first. */
    private static List<String> orders(PlainMerchant merchant) {
        List<String> orders = merchant.orders().stream()
                .map(id -> merchant.order(id) + "")
                .map(told -> told.replaceFirst(" @\\d+$", ""))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(orders);
        return orders;
    }

    private List<String> listedOrders(Model model) {
        Heard heard = new Heard(known);
        List<String> orders = new ArrayList<>();
        String path = "/v1/orders?limit=100&min_number=" + model.merchant().number();
        while (!path.isEmpty()) {
            JsonNode page = listOnceItCaughtUp(path, model.merchant().number());
            page.path("orders").forEach(order -> orders.add(heard.order(order)));
            path = page.path("next").isNull() ? "" : page.path("next").asText();
        }
        return orders;
    }

    /** Each try waits a while in the server until the search has read that far. */
    private JsonNode listOnceItCaughtUp(String path, long number) {
        for (int attempt = 0; attempt < LIST_TRIES_MAX; attempt++) {
            JsonNode page = service.send(0, Call.get(path)).join().json();
            String asOf = page.path("as_of").asText();
            if (!asOf.isEmpty() && Long.parseLong(asOf.substring(asOf.indexOf(':') + 1)) >= number) {
                return page;
            }
        }
        throw new IllegalStateException("the search of orders does not get to " + number);
    }

    private static @Nullable String differs(String what, List<String> expected, List<String> found) {
        if (expected.equals(found)) {
            return null;
        }
        int same = 0;
        while (same < Math.min(expected.size(), found.size())
                && expected.get(same).equals(found.get(same))) {
            same++;
        }
        return "In the books, %s: %d of %d expected; the first difference%n    expected: %s%n    found:    %s"
                .formatted(what, found.size(), expected.size(), at(expected, same), at(found, same));
    }

    private static String at(List<String> list, int position) {
        return position < list.size() ? list.get(position) : "(nothing more)";
    }
}
