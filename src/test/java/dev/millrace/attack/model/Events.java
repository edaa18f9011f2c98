package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The events feed, told in the words of the plainest merchant. */
final class Events {
    private static final int PAGE = 500;

    private final Service service;
    private final Known known;
    private final Heard heard;

    Events(Service service, Known known) {
        this.service = service;
        this.known = known;
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
        String key = event.has("key") ? key(event.path("key").asText()) + " " : "";
        return event.path("number").asText() + " " + event.path("type").asText() + " " + key + told(event);
    }

    /** A delivery note stands behind the id of its purchase order. */
    private String key(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : known.modelId(key.substring(0, slash)) + key.substring(slash);
    }

    /** Finds out what became of drafts that decisions may have made beside what they answered with. */
    void learnDrafts() {
        known.takeDrafts().forEach((number, modelId) -> {
            JsonNode event = service.send(0, Call.get("/v1/events?limit=1&after=" + (number - 1)))
                    .join()
                    .json()
                    .path("events")
                    .path(0);
            String id = event.path("data").path("purchase_order").path("id").asText();
            if (event.path("type").asText().equals("purchase_order.gathered") && !known.isKnown(id)) {
                known.called(id, modelId);
            }
        });
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
            case "order.shipped" -> heard.order(data.path("order")) + moved(data, _ -> "");
            case "order.returned" ->
                heard.order(data.path("order"))
                        + moved(data, line -> line.path("restocked").asBoolean() ? " restocked" : " written off")
                        + further(data);
            case "order.edited" ->
                heard.order(data.path("order"))
                        + Heard.each(
                                data.path("lines"),
                                line -> " <%s %s %s %s>"
                                        .formatted(
                                                Heard.text(line, "line"),
                                                Heard.text(line, "sku"),
                                                Heard.text(line, "allocated"),
                                                Heard.text(line, "backordered")),
                                "")
                        + heard.updates(data.path("replenishments"))
                        + further(data);
            case "goods.received" ->
                heard.receipt(data.path("receipt")) + " " + heard.purchase(data.path("purchase_order"))
                        + incoming(data);
            case String type
            when type.startsWith("purchase_order.") ->
                heard.purchase(data.path("purchase_order"))
                        + heard.updates(data.path("replenishments"))
                        + incoming(data);
            case "stock.adjusted" -> Heard.adjustment(data);
            case "stock.adjustment_rejected" -> Heard.rejectedAdjustment(data);
            case "product.created", "product.replaced", "product.deactivated" -> Heard.product(data.path("product"));
            case "supplier.created" -> Heard.text(data, "id") + " " + Heard.text(data, "name");
            default -> data.toString();
        };
    }

    /** What was answered, where the same decision changed the order further. */
    private String further(JsonNode data) {
        JsonNode answer = data.path("answer");
        return answer.isMissingNode()
                ? ""
                : " answered " + heard.order(answer.path("order")) + " @" + Heard.text(answer, "number");
    }

    private static String moved(JsonNode data, Function<JsonNode, String> more) {
        return Heard.each(
                data.path("lines"),
                line -> " <%s %s %s%s>"
                        .formatted(
                                Heard.text(line, "line"),
                                Heard.text(line, "sku"),
                                Heard.text(line, "quantity"),
                                more.apply(line)),
                "");
    }

    private static String incoming(JsonNode data) {
        return Heard.each(
                data.path("incoming"),
                part -> " <" + Heard.text(part, "sku") + " " + Heard.text(part, "delta") + ">",
                "");
    }
}
