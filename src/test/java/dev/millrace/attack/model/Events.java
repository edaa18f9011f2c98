package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The events feed, told in the words of the plainest merchant. */
final class Events {
    private static final int PAGE = 500;

    private final Service service;
    private final Heard heard;

    Events(Service service, Known known) {
        this.service = service;
        this.heard = new Heard(known);
    }

    /** The journal's history. */
    static String history(Service service) {
        String next = service.send(0, Call.get("/v1/events"))
                .join()
                .json()
                .path("next")
                .asText();
        return next.substring(0, next.indexOf(':'));
    }

    /** Every event after a number, as a node shows them. */
    List<String> after(long number, int node) {
        List<String> events = new ArrayList<>();
        String after = Long.toString(number);
        while (true) {
            JsonNode page = service.send(node, Call.get("/v1/events?limit=" + PAGE + "&after=" + after))
                    .join()
                    .json();
            page.path("events").forEach(event -> events.add(event(event)));
            after = page.path("next").asText();
            if (page.path("events").isEmpty()) {
                return events;
            }
        }
    }

    private String event(JsonNode event) {
        String key = event.has("key") ? event.path("key").asText() + " " : "";
        return event.path("number").asText() + " " + event.path("type").asText() + " " + key + told(event);
    }

    private String told(JsonNode event) {
        JsonNode data = event.path("data");
        return switch (event.path("type").asText()) {
            case "order.placed", "order.rejected" -> heard.order(data);
            case "order.cancelled" ->
                heard.order(data.path("order"))
                        + Heard.each(
                                data.path("released"),
                                line -> " <%s %s %s %s>"
                                        .formatted(
                                                Heard.text(line, "line"),
                                                Heard.text(line, "sku"),
                                                Heard.text(line, "allocated"),
                                                Heard.text(line, "backordered")),
                                "")
                        + heard.updates(data.path("replenishments"));
            case "order.backorders_filled" ->
                heard.order(data.path("order"))
                        + Heard.each(
                                data.path("filled"),
                                line -> " <%s %s %s>"
                                        .formatted(
                                                Heard.text(line, "line"),
                                                Heard.text(line, "sku"),
                                                Heard.text(line, "quantity")),
                                "");
            case "stock.adjusted" -> Heard.adjustment(data);
            case "stock.adjustment_rejected" -> Heard.rejectedAdjustment(data);
            case "product.created", "product.replaced", "product.deactivated" -> Heard.product(data.path("product"));
            case "supplier.created" -> Heard.text(data, "id") + " " + Heard.text(data, "name");
            default -> data.toString();
        };
    }
}
