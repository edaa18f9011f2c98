package dev.millrace.attack.model;

import static dev.millrace.attack.model.Simpler.fewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.order.PlaceOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order.
 *
 * @param respelled the same content in other bytes
 */
record Place(Key key, @Nullable String customerRef, List<Line> lines, boolean respelled) implements Wish {
    Place {
        lines = List.copyOf(lines);
    }

    /** What the client thinks that a unit costs. */
    enum Price {
        UNSAID,
        RIGHT,
        WRONG
    }

    record Line(String sku, long quantity, Price price) {
        PlaceOrder.RequestedLine wanted(Model now) {
            return new PlaceOrder.RequestedLine(sku, quantity, expectedPrice(now));
        }

        private @Nullable Money expectedPrice(Model now) {
            ProductDraft product = now.merchant().product(sku);
            Money right = product == null ? new Money(1, "EUR") : product.price();
            return switch (price) {
                case UNSAID -> null;
                case RIGHT -> right;
                case WRONG -> new Money(right.amount() == 0 ? 1 : right.amount() - 1, right.currency());
            };
        }

        private List<Line> simpler() {
            List<Line> simpler = new ArrayList<>();
            Simpler.smaller(quantity).forEach(less -> simpler.add(new Line(sku, less, price)));
            if (price != Price.UNSAID) {
                simpler.add(new Line(sku, quantity, Price.UNSAID));
            }
            return simpler;
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        List<PlaceOrder.RequestedLine> wanted =
                lines.stream().map(line -> line.wanted(now)).toList();
        Call call = Call.post("/v1/orders", body(wanted)).with("Idempotency-Key", key.header(respelled));
        return new Asked(
                call,
                model -> expected(model.naming(known), wanted),
                answer -> learn(answer, known),
                answer -> heard(answer, known));
    }

    private String expected(Model model, List<PlaceOrder.RequestedLine> wanted) {
        List<String> faults = new ArrayList<>();
        for (int position = 0; position < lines.size(); position++) {
            long quantity = lines.get(position).quantity();
            if (quantity < 1 || quantity > Limits.QUANTITY_MAX) {
                faults.add("/lines/" + position + "/quantity out_of_range");
            }
        }
        if (lines.isEmpty()) {
            faults.add("/lines empty");
        }
        return faults.isEmpty()
                ? model.keyed(PlaceOrder.KIND, key, Arrays.asList(customerRef, wanted), () -> decided(model, wanted))
                : Model.refused(faults);
    }

    private String decided(Model model, List<PlaceOrder.RequestedLine> wanted) {
        return model.decide(
                new PlaceOrder(
                        Merchant.ID, key.orderId(), Instant.EPOCH, key.keyed(PlaceOrder.KIND), customerRef, wanted),
                201);
    }

    private void learn(Answer answer, Known known) {
        JsonNode order = decided(answer);
        if (!order.isMissingNode()) {
            known.ordered(key, Heard.text(order, "id"));
            known.bought(key.orderId(), order.path("lines"));
            if (!answer.isReplayed()) {
                known.said(PlaceOrder.KIND, key, answer);
            }
        }
    }

    private static JsonNode decided(Answer answer) {
        return answer.status() == 201 ? answer.json() : answer.json().path("order");
    }

    private String heard(Answer answer, Known known) {
        Heard heard = new Heard(known);
        JsonNode order = decided(answer);
        if (order.isMissingNode()) {
            return heard.problem(answer);
        }
        String told = answer.status() == 201
                ? heard.thing(answer, heard::order)
                : heard.rejection(answer, "order", Heard::orderShortage, heard::order);
        return told
                + heard.version(answer)
                + Heard.place(answer, "/v1/orders/" + Heard.text(order, "id"))
                + Heard.again(answer, known.first(PlaceOrder.KIND, key));
    }

    private String body(List<PlaceOrder.RequestedLine> wanted) {
        ObjectNode json = Json.object();
        if (customerRef != null && !respelled) {
            json.put("customer_ref", customerRef);
        }
        ArrayNode array = json.putArray("lines");
        for (PlaceOrder.RequestedLine line : wanted) {
            ObjectNode one = array.addObject().put("sku", line.sku()).put("quantity", line.quantity());
            if (line.expectedPrice() != null) {
                one.set("unit_price", Json.money(line.expectedPrice()));
            }
        }
        if (respelled) {
            json.put("customer_ref", customerRef);
        }
        return respelled ? json.toPrettyString() : json.toString();
    }

    @Override
    public List<Wish> simpler() {
        List<Wish> simpler = new ArrayList<>();
        fewer(lines, Line::simpler).forEach(less -> simpler.add(new Place(key, customerRef, less, respelled)));
        if (customerRef != null) {
            simpler.add(new Place(key, null, lines, respelled));
        }
        if (respelled) {
            simpler.add(new Place(key, customerRef, lines, false));
        }
        return simpler;
    }
}
