package dev.millrace.attack.model;

import dev.millrace.domain.Merchant;
import dev.millrace.domain.order.CancelOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The cancellation of the order that was placed under a key, if there is one. */
record Cancel(Key order, Tag tag) implements Wish {
    @Override
    public Asked asked(Model now, Known known) {
        long version = now.merchant().versionOf(order.orderId());
        CancelOrder command =
                new CancelOrder(Merchant.ID, new UUID(1, 1), Instant.EPOCH, order.orderId(), tag.expected(version));
        Call call = Call.post("/v1/orders/" + known.orderId(order) + "/cancel")
                .with("If-Match", tag.ifMatch(known.history(), version));
        Heard heard = new Heard(known);
        return Asked.of(call, model -> model.decide(command, 200), answer -> heard.versioned(answer, heard::order));
    }

    @Override
    public List<Wish> simpler() {
        return Simpler.simpler(tag, Tag.NONE).stream()
                .map(less -> (Wish) new Cancel(order, less))
                .toList();
    }
}
