package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What becomes of an order's lines, under a key: they are shipped, come back, or are ordered more or less of. */
sealed interface Change extends Wish {
    /** The key that it is asked under. */
    Key key();

    /** The order's. */
    Key order();

    List<Line> lines();

    /** How it is said, behind the order's path. */
    String path();

    /** What the model decides. */
    Command command();

    /** The same of other lines. */
    Change of(List<Line> other);

    /** @param restocked whether they can be sold again, where that is asked */
    record Line(int line, long units, boolean restocked) {
        private LineUnits toUnits() {
            return new LineUnits(line, units);
        }

        private List<Line> simpler() {
            return Simpler.smaller(units).stream()
                    .filter(less -> less > 0)
                    .map(less -> new Line(line, less, restocked))
                    .toList();
        }
    }

    /** {@code POST …/shipments}; no lines for all that is allocated. */
    record Ship(Key key, Key order, List<Line> lines) implements Change {
        @Override
        public String path() {
            return "shipments";
        }

        @Override
        public Command command() {
            return new ShipOrder(
                    Merchant.ID,
                    key.commandId(5),
                    Instant.EPOCH,
                    key.keyed(ShipOrder.KIND),
                    order.orderId(),
                    units(lines));
        }

        @Override
        public Change of(List<Line> other) {
            return new Ship(key, order, other);
        }
    }

    /** {@code POST …/returns}. */
    record TakeBack(Key key, Key order, List<Line> lines) implements Change {
        @Override
        public String path() {
            return "returns";
        }

        @Override
        public Command command() {
            return new ReturnGoods(
                    Merchant.ID,
                    key.commandId(6),
                    Instant.EPOCH,
                    key.keyed(ReturnGoods.KIND),
                    order.orderId(),
                    lines.stream()
                            .map(line -> new ReturnGoods.Part(line.toUnits(), line.restocked()))
                            .toList());
        }

        @Override
        public Change of(List<Line> other) {
            return new TakeBack(key, order, other);
        }
    }

    /** {@code POST …/edits}. */
    record Edit(Key key, Key order, List<Line> lines) implements Change {
        @Override
        public String path() {
            return "edits";
        }

        @Override
        public Command command() {
            return new EditOrder(
                    Merchant.ID,
                    key.commandId(7),
                    Instant.EPOCH,
                    key.keyed(EditOrder.KIND),
                    order.orderId(),
                    units(lines),
                    Precondition.NONE);
        }

        @Override
        public Change of(List<Line> other) {
            return new Edit(key, order, other);
        }
    }

    private static List<LineUnits> units(List<Line> lines) {
        return lines.stream().map(Line::toUnits).toList();
    }

    @Override
    default Asked asked(Model now, Known known) {
        Command command = command();
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("lines");
        for (Line line : lines()) {
            ObjectNode one = array.addObject().put("line", line.line()).put("quantity", line.units());
            if (this instanceof TakeBack) {
                one.put("restock", line.restocked());
            }
        }
        String path = "/v1/orders/" + known.orderId(order()) + "/" + path();
        Call call = (lines().isEmpty() ? Call.post(path) : Call.post(path, json.toString()))
                .with("Idempotency-Key", key().toString());
        Heard heard = new Heard(known);
        return new Asked(
                call,
                model -> model.naming(known)
                        .keyed(command.kind(), key(), List.of(order(), lines()), () -> model.decide(command, 200)),
                answer -> learn(answer, known, command.kind(), command.id()),
                answer -> heard.versioned(answer, heard::order)
                        + Heard.again(answer, known.first(command.kind(), key())));
    }

    private void learn(Answer answer, Known known, String kind, UUID command) {
        if (answer.status() != 200) {
            return;
        }
        if (!answer.isReplayed()) {
            known.said(kind, key(), answer);
        }
        // The newest lines; if this command has added none, nobody will ask for what it has bought for them.
        long newest = 1;
        for (JsonNode line : answer.json().path("lines")) {
            newest = Math.max(newest, line.path("journal_number").asLong());
        }
        List<JsonNode> added = new ArrayList<>();
        for (JsonNode line : answer.json().path("lines")) {
            if (line.path("journal_number").asLong() == newest) {
                added.add(line);
            }
        }
        known.bought(command, added);
    }

    @Override
    default List<Wish> simpler() {
        return Simpler.fewer(lines(), Line::simpler).stream()
                .map(less -> (Wish) of(less))
                .toList();
    }
}
