package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.stock.PutProduct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Many products at once, each a decision of its own. */
record BulkProducts(List<Line> lines) implements Wish {
    private static final String NDJSON = "application/x-ndjson";

    BulkProducts {
        lines = List.copyOf(lines);
    }

    record Line(String sku, List<ProductChange> changes) {
        Line {
            changes = List.copyOf(changes);
        }

        private List<Line> simpler() {
            return ProductChange.without(changes).stream()
                    .map(less -> new Line(sku, less))
                    .toList();
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        List<ProductDraft> drafts = lines.stream()
                .map(line -> ProductChange.draft(now, line.sku(), line.changes()))
                .toList();
        String body =
                drafts.stream().map(draft -> Json.sparseProduct(draft) + "\n").collect(Collectors.joining());
        Call call = new Call("POST", "/v1/products/bulk", body, List.of("Content-Type", NDJSON));
        Heard heard = new Heard(known);
        return Asked.of(call, model -> expected(model, drafts), answer -> heard(answer, heard));
    }

    private static String expected(Model model, List<ProductDraft> drafts) {
        StringBuilder told = new StringBuilder("200");
        for (int line = 0; line < drafts.size(); line++) {
            ProductDraft draft = drafts.get(line);
            List<String> faults = ProductChange.faults(draft);
            String sku = draft.sku();
            String answer = faults.isEmpty() ? put(model, draft) : Model.refused(faults);
            told.append(" <%d %s %s>".formatted(line, sku, answer.startsWith("200") ? "200" : answer));
        }
        return told.toString();
    }

    private static String put(Model model, ProductDraft draft) {
        return model.decide(
                new PutProduct(
                        Merchant.ID, new UUID(1, 1), Instant.EPOCH, draft, PutProduct.Mode.UPSERT, Precondition.NONE),
                200);
    }

    private static String heard(Answer answer, Heard heard) {
        if (answer.status() != 200) {
            return heard.problem(answer);
        }
        return "200"
                + answer.body()
                        .lines()
                        .map(line -> line(Answer.parse(line), heard))
                        .collect(Collectors.joining());
    }

    private static String line(JsonNode line, Heard heard) {
        String problem = line.has("problem") ? " " + heard.problem(line.path("problem")) : "";
        return " <%s %s %s%s>"
                .formatted(Heard.text(line, "line"), Heard.text(line, "sku"), Heard.text(line, "status"), problem);
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public List<Wish> simpler() {
        List<Wish> simpler = new ArrayList<>();
        Simpler.fewer(lines, Line::simpler).forEach(less -> simpler.add(new BulkProducts(less)));
        return simpler;
    }
}
