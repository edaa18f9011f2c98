package dev.millrace.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.SandboxOrder.Line;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON over HTTP. */
final class RestDialect implements Dialect {
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What cannot be understood, in words for who sent it. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Reads a submission. */
    static Wanted submission(byte[] body) throws Malformed {
        try {
            JsonNode json = MAPPER.readTree(body);
            String callback = json.path("callback_url").asText("");
            return new Wanted(
                    Asked.SUBMIT,
                    Checks.number(json.path("number").asText("")),
                    lines(json.path("lines")),
                    callback.isEmpty() ? null : URI.create(callback));
        } catch (IOException | IllegalArgumentException _) {
            throw new Malformed("This is no JSON of a purchase order.");
        }
    }

    private static List<Line> lines(JsonNode json) throws Malformed {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : json) {
            JsonNode quantity = line.path("quantity");
            if (!line.path("sku").isTextual() || !quantity.isIntegralNumber() || !quantity.canConvertToLong()) {
                throw new Malformed("A line needs a sku and a quantity.");
            }
            lines.add(new Line(line.path("sku").textValue(), quantity.longValue()));
        }
        return Checks.lines(lines);
    }

    @Override
    public SandboxAnswer statement(Asked asked, SandboxOrder order, boolean isNew) {
        byte[] statement = SandboxNotices.statement(order);
        boolean refused = asked == Asked.CANCEL && order.status != SandboxOrder.Status.CANCELLED;
        return SandboxAnswer.json(isNew ? 201 : refused ? 409 : 200, statement);
    }

    @Override
    public SandboxAnswer notKnown(String number) {
        return SandboxAnswer.problem(404, "unknown_purchase_order", "There is no purchase order of this number.");
    }

    @Override
    public SandboxAnswer refused(String reason) {
        return SandboxAnswer.problem(422, "refused", reason);
    }

    @Override
    public SandboxAnswer later(int status, Duration after) {
        return SandboxAnswer.problem(status, "try_later", "Come back later.")
                .with("Retry-After", Long.toString(after.toSeconds()));
    }

    @Override
    public SandboxAnswer malformed(String reason) {
        return SandboxAnswer.problem(400, "malformed", reason);
    }

    @Override
    public SandboxAnswer unauthorized() {
        return SandboxAnswer.problem(401, "bad_signature", "The signature is missing, wrong or too old.");
    }

    @Override
    public SandboxAnswer failed() {
        return SandboxAnswer.problem(500, "failed", "Something broke.");
    }

    /** What both dialects ask of a submission. */
    static final class Checks {
        private static final int NUMBER_CHARACTERS_MAX = 64;
        private static final int LINES_MAX = 1_000;
        private static final long QUANTITY_MAX = 1_000_000_000_000L;

        private Checks() {}

        static String number(String number) throws Malformed {
            if (number.isEmpty() || number.length() > NUMBER_CHARACTERS_MAX) {
                throw new Malformed("A number has 1 to " + NUMBER_CHARACTERS_MAX + " characters.");
            }
            return number;
        }

        static List<Line> lines(List<Line> lines) throws Malformed {
            Set<String> skus = new HashSet<>();
            for (Line line : lines) {
                if (line.sku().isEmpty() || line.sku().length() > NUMBER_CHARACTERS_MAX || !skus.add(line.sku())) {
                    throw new Malformed(
                            "Every line has another SKU, of 1 to " + NUMBER_CHARACTERS_MAX + " characters.");
                }
                if (line.quantity() < 1 || line.quantity() > QUANTITY_MAX) {
                    throw new Malformed("A quantity is from 1 to " + QUANTITY_MAX + ".");
                }
            }
            if (lines.isEmpty() || lines.size() > LINES_MAX) {
                throw new Malformed("There are 1 to " + LINES_MAX + " lines.");
            }
            return lines;
        }
    }
}
