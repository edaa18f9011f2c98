package dev.millrace.attack.model;

import dev.millrace.domain.Merchant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A supplier. */
record CreateSupplier(String id, String name) implements Wish {
    @Override
    public Asked asked(Model now, Known known) {
        var command =
                new dev.millrace.domain.purchasing.CreateSupplier(Merchant.ID, new UUID(1, 1), Instant.EPOCH, id, name);
        Heard heard = new Heard(known);
        return Asked.of(
                Call.post(
                        "/v1/suppliers",
                        Json.object().put("id", id).put("name", name).toString()),
                model -> model.decide(command, 201),
                answer -> heard.versioned(answer, supplier -> Heard.supplier(supplier, id))
                        + Heard.place(answer, "/v1/suppliers/" + Call.encoded(id)));
    }

    @Override
    public List<Wish> simpler() {
        return List.of();
    }
}
