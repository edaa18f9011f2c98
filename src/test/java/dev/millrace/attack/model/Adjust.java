package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.AdjustStock.Correction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A correction of stock. */
record Adjust(Key key, String reason, List<Line> lines) implements Wish {
    Adjust {
        lines = List.copyOf(lines);
    }

    /** @param set whether the units are what shall be there, or what is added */
    record Line(String sku, boolean set, long units) {
        private String field() {
            return set ? "set" : "delta";
        }

        private boolean isOutOfRange() {
            return units > Limits.ON_HAND_MAX || units < (set ? 0 : -Limits.ON_HAND_MAX);
        }

        private Correction correction() {
            return set ? new Correction.Set(sku, units) : new Correction.Delta(sku, units);
        }

        private List<Line> simpler() {
            return Simpler.smaller(units).stream()
                    .map(less -> new Line(sku, set, less))
                    .toList();
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        ObjectNode json = Json.object().put("reason", reason);
        ArrayNode array = json.putArray("lines");
        lines.forEach(line -> array.addObject().put("sku", line.sku()).put(line.field(), line.units()));
        Call call = Call.post("/v1/stock/adjustments", json.toString()).with("Idempotency-Key", key.toString());
        return new Asked(call, this::expected, answer -> learn(answer, known), answer -> heard(answer, known));
    }

    private String expected(Model model) {
        List<String> faults = faults();
        return faults.isEmpty()
                ? model.keyed(AdjustStock.KIND, key, List.of(reason, lines), () -> decided(model))
                : Model.refused(faults);
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> skus = new HashSet<>();
        for (int position = 0; position < lines.size(); position++) {
            Line line = lines.get(position);
            if (!skus.add(line.sku())) {
                faults.add("/lines/" + position + "/sku duplicate_sku");
            }
            if (line.isOutOfRange()) {
                faults.add("/lines/" + position + "/" + line.field() + " out_of_range");
            }
        }
        return faults;
    }

    /** The answer to an adjustment has no number. */
    private String decided(Model model) {
        AdjustStock command = new AdjustStock(
                Merchant.ID,
                new UUID(1, 1),
                Instant.EPOCH,
                key.keyed(AdjustStock.KIND),
                reason,
                lines.stream().map(Line::correction).toList());
        return model.decide(command, 200).replaceFirst(" @\\d+$", "");
    }

    private void learn(Answer answer, Known known) {
        if (isDecided(answer) && !answer.isReplayed()) {
            known.said(AdjustStock.KIND, key, answer);
        }
    }

    private static boolean isDecided(Answer answer) {
        return answer.status() == 200 || answer.json().has("adjustment");
    }

    private String heard(Answer answer, Known known) {
        Heard heard = new Heard(known);
        String told = answer.status() == 200
                ? heard.thing(answer, Heard::adjustment)
                : heard.rejection(answer, "adjustment", Heard::adjustmentShortage, Heard::adjustment);
        return isDecided(answer) ? told + Heard.again(answer, known.first(AdjustStock.KIND, key)) : told;
    }

    @Override
    public List<Wish> simpler() {
        return Simpler.fewer(lines, Line::simpler).stream()
                .map(less -> (Wish) new Adjust(key, reason, less))
                .toList();
    }
}
