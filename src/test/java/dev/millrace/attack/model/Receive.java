package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.Keyed;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.RequestHash;
import dev.millrace.domain.purchasing.ReceiveGoods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Goods arrive.
 *
 * @param note the delivery note is named for it
 * @param purchase its place among the merchant's
 */
record Receive(Key note, int purchase, List<Line> lines, boolean allowsOver) implements Wish {
    private static final int SORT = 4;

    Receive {
        lines = List.copyOf(lines);
    }

    record Line(String sku, long units) {
        private List<Line> simpler() {
            return Simpler.smaller(units).stream()
                    .filter(less -> less > 0)
                    .map(less -> new Line(sku, less))
                    .toList();
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        UUID id = Bought.id(now, purchase);
        ObjectNode json = Json.object().put("delivery_note", note.toString()).put("allow_over", allowsOver);
        ArrayNode array = json.putArray("lines");
        lines.forEach(line -> array.addObject().put("sku", line.sku()).put("quantity", line.units()));
        String path = "/v1/purchase-orders/" + known.purchaseId(id) + "/receipts";
        return new Asked(
                Call.post(path, json.toString()),
                model -> expected(model, id),
                answer -> learn(answer, known, id),
                answer -> heard(answer, known, path, id));
    }

    private String expected(Model model, UUID id) {
        String key = id + "/" + note;
        ReceiveGoods command = new ReceiveGoods(
                Merchant.ID,
                note.commandId(SORT + purchase),
                Instant.EPOCH,
                new Keyed(ReceiveGoods.KIND, key, new RequestHash(0, 0, 0, 0)),
                id,
                note.toString(),
                lines.stream()
                        .map(line -> new ReceiveGoods.Arrived(line.sku(), line.units()))
                        .toList(),
                allowsOver);
        return model.once("note " + key, "422 delivery_note_reused []", lines, () -> model.decide(command, 201));
    }

    private void learn(Answer answer, Known known, UUID id) {
        if (answer.status() == 201) {
            known.called(answer.json().path("id").asText(), note.commandId(SORT + purchase));
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
