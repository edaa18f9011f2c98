package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.purchasing.ReceiveGoods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Goods arrive.
 *
 * @param note the delivery note is named for it
 * @param purchase its place among the merchant's
 */
record Receive(Key note, int purchase, List<Line> lines, boolean allowsOver) implements Wish {
    Receive {
        lines = List.copyOf(lines);
    }

    /** @param line of the purchase order, counted around in the order of their SKUs; negative for one that it has not */
    record Line(int line, long units) {
        private List<Line> simpler() {
            return Simpler.smaller(units).stream()
                    .filter(less -> less > 0)
                    .map(less -> new Line(line, less))
                    .toList();
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        UUID id = Bought.id(now, purchase);
        ObjectNode json = Json.object().put("delivery_note", note.toString()).put("allow_over", allowsOver);
        ArrayNode array = json.putArray("lines");
        List<ReceiveGoods.Arrived> arrived = arrived(now, id);
        arrived.forEach(line -> array.addObject().put("sku", line.sku()).put("quantity", line.quantity()));
        String path = "/v1/purchase-orders/" + known.purchaseId(id) + "/receipts";
        return new Asked(
                Call.post(path, json.toString()),
                model -> expected(model, id, arrived),
                answer -> learn(answer, known, id),
                answer -> heard(answer, known, path, id));
    }

    /** The id of the command, in the model alone: a note may be told of several purchase orders. */
    private UUID command(UUID purchaseId) {
        return DerivedIds.derive(purchaseId, note.number());
    }

    /** Each SKU once. */
    private List<ReceiveGoods.Arrived> arrived(Model now, UUID id) {
        Map<String, ReceiveGoods.Arrived> arrived = new LinkedHashMap<>();
        lines.forEach(line -> {
            String sku = Bought.sku(now, id, line.line());
            arrived.put(sku, new ReceiveGoods.Arrived(sku, line.units()));
        });
        return List.copyOf(arrived.values());
    }

    private String expected(Model model, UUID id, List<ReceiveGoods.Arrived> arrived) {
        String key = id + "/" + note;
        ReceiveGoods command = new ReceiveGoods(
                Merchant.ID,
                command(id),
                Instant.EPOCH,
                new Keyed(ReceiveGoods.KIND, key, new RequestHash(0, 0, 0, 0)),
                id,
                note.toString(),
                arrived,
                allowsOver);
        return model.once("note " + key, "422 delivery_note_reused []", arrived, () -> model.decide(command, 201));
    }

    private void learn(Answer answer, Known known, UUID id) {
        if (answer.status() == 201) {
            known.called(answer.json().path("id").asText(), command(id));
            if (!answer.isReplayed()) {
                known.said("note " + id, note, answer);
            }
        }
    }

    private String heard(Answer answer, Known known, String path, UUID id) {
        Heard heard = new Heard(known);
        return heard.versioned(answer, heard::receipt)
                + Heard.place(answer, path + "/" + answer.json().path("id").asText())
                + Heard.again(answer, known.first("note " + id, note));
    }

    @Override
    public List<Wish> simpler() {
        List<Wish> simpler = new ArrayList<>();
        Simpler.fewer(lines, Line::simpler).forEach(less -> simpler.add(new Receive(note, purchase, less, allowsOver)));
        return simpler;
    }
}
