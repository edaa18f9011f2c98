package dev.millrace.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Holds an answer against the order that was sent. Says what is wrong by a {@link WrongAnswer}. */
final class OrderAnswer {
    /** The refusals that stock can be the reason of. */
    private static final Set<String> REFUSALS = Set.of("insufficient_stock", "backorder_limit");

    private static final ObjectMapper JSON = new ObjectMapper();

    private OrderAnswer() {}

    /**
     * The first answer to an order.
     *
     * @param body an order (201), or a problem that carries the rejected one (409)
     * @return the order's id
     */
    static String checkPlaced(OrderRequest sent, String body) {
        JsonNode answer = parse(body);
        return answer.has("code") ? checkRejected(sent, answer) : checkAccepted(sent, answer);
    }

    /** An accepted order, read back. */
    static void checkReadBack(OrderRequest sent, String id, String body) {
        JsonNode order = parse(body);
        require(checkAccepted(sent, order).equals(id), "another order than the one placed, " + id, order);
    }

    private static String checkAccepted(OrderRequest sent, JsonNode order) {
        require(order.path("status").asText().equals("open"), "not an open order", order);
        requireLines(sent, order);
        for (JsonNode line : order.path("lines")) {
            long promised =
                    line.path("allocated").asLong() + line.path("backordered").asLong();
            require(promised == line.path("quantity").asLong(), "allocated and backordered are not the quantity", line);
        }
        return id(order);
    }

    private static String checkRejected(OrderRequest sent, JsonNode problem) {
        require(REFUSALS.contains(problem.path("code").asText()), "refused for no good reason", problem);
        require(problem.path("retry").asText().equals("new_key"), "does not say that a new key is needed", problem);
        JsonNode order = problem.path("order");
        require(order.path("status").asText().equals("rejected"), "not a rejected order", order);
        requireLines(sent, order);
        for (JsonNode line : order.path("lines")) {
            require(line.path("allocated").asLong(-1) == 0, "a rejected order has units allocated", line);
        }
        requireShortages(problem.path("code").asText(), order.path("rejection").path("lines"));
        return id(order);
    }

    private static void requireShortages(String code, JsonNode shortages) {
        require(!shortages.isEmpty(), "a rejection that names no line", shortages);
        for (JsonNode shortage : shortages) {
            boolean isShort = shortage.path("ordered").asLong()
                    > shortage.path("available").asLong(Long.MAX_VALUE);
            require(isShort || !code.equals("insufficient_stock"), "rejected although there is enough", shortage);
        }
    }

    private static void requireLines(OrderRequest sent, JsonNode order) {
        List<OrderRequest.Line> answered = StreamSupport.stream(
                        order.path("lines").spliterator(), false)
                .map(line -> new OrderRequest.Line(
                        line.path("sku").asText(), line.path("quantity").asLong()))
                .toList();
        require(answered.equals(sent.lines()), "other lines than were sent, " + sent.lines(), order);
    }

    private static String id(JsonNode order) {
        String id = order.path("id").asText();
        require(id.startsWith("order_"), "no id of an order", order);
        return id;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new WrongAnswer("not JSON: " + body);
        }
    }

    private static void require(boolean holds, String wrong, JsonNode seen) {
        if (!holds) {
            throw new WrongAnswer(wrong + ": " + seen);
        }
    }
}
