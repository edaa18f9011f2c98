package dev.millrace.attack.model;

import dev.millrace.domain.Merchant;
import dev.millrace.domain.purchasing.GatherReplenishments;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All that is owed to a supplier is bought. What is owed is read before it is decided, so nothing else may happen meanwhile. */
record Gather(Key key, String supplier, boolean submits) implements Wish {
    private static final int SORT = 2;

    @Override
    public Asked asked(Model now, Known known) {
        Call call = Call.post(
                "/v1/purchase-orders",
                Json.object()
                        .put("supplier_id", supplier)
                        .put("submit", submits)
                        .toString());
        Heard heard = new Heard(known);
        return new Asked(
                call,
                this::expected,
                answer -> learn(answer, known),
                answer -> heard.versioned(answer, heard::purchase)
                        + Heard.place(
                                answer,
                                "/v1/purchase-orders/"
                                        + answer.json().path("id").asText()));
    }

    private String expected(Model model) {
        if (model.merchant().supplier(supplier) == null) {
            return Model.refused(List.of("/supplier_id unknown_supplier"));
        }
        List<GatherReplenishments.Owed> owed = model.merchant().owedTo(supplier);
        if (owed.isEmpty()) {
            return "409 nothing_owed []";
        }
        UUID draft = model.merchant().growingDraft(supplier);
        GatherReplenishments command = new GatherReplenishments(
                Merchant.ID, key.commandId(SORT), Instant.EPOCH, supplier, owed, draft, submits);
        return model.decide(command, draft == null ? 201 : 200);
    }

    private void learn(Answer answer, Known known) {
        if (answer.status() == 201) {
            known.called(answer.json().path("id").asText(), key.commandId(SORT));
        }
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public List<Wish> simpler() {
        return submits ? List.of() : List.of(new Gather(key, supplier, true));
    }
}
