package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A step in the life of a purchase order, as a person takes it.
 *
 * @param purchase its place among the merchant's
 */
record MovePurchase(Key key, int purchase, Step step, Tag tag) implements Wish {
    private static final int SORT = 3;

    /** What a person can do, and say. */
    enum Step {
        SUBMIT,
        CANCEL,
        CLOSE,
        SENT,
        ACKNOWLEDGED,
        NOT_SENT,
        REJECTED,
        CANCEL_CONFIRMED,
        CANCEL_REFUSED;

        private Move move() {
            return switch (this) {
                case SUBMIT -> new Move.Submit();
                case CANCEL -> new Move.Cancel();
                case CLOSE -> new Move.CloseShort();
                case SENT -> new Move.ByHand(new Move.Sent(0));
                case ACKNOWLEDGED -> new Move.ByHand(new Move.Acknowledge(0, "by telephone", null));
                case NOT_SENT -> new Move.ByHand(new Move.NotSent(0, "they never got it"));
                case REJECTED -> new Move.ByHand(new Move.Reject(0, "they said no"));
                case CANCEL_CONFIRMED -> new Move.ConfirmCancel();
                case CANCEL_REFUSED -> new Move.RefuseCancel("too late");
            };
        }

        private boolean isPath() {
            return this == SUBMIT || this == CANCEL || this == CLOSE;
        }

        private String json() {
            ObjectNode json = Json.object().put("outcome", name().toLowerCase(Locale.ROOT));
            switch (move()) {
                case Move.ByHand(Move.Acknowledge acknowledged) -> json.put("reference", acknowledged.reference());
                case Move.ByHand(Move.NotSent(int _, String reason)) -> json.put("reason", reason);
                case Move.ByHand(Move.Reject(int _, String reason)) -> json.put("reason", reason);
                case Move.RefuseCancel(String reason) -> json.put("reason", reason);
                default -> {
                    // It needs no more words.
                }
            }
            return json.toString();
        }
    }

    @Override
    public Asked asked(Model now, Known known) {
        UUID id = Bought.id(now, purchase);
        long version = now.merchant().versionOfPurchase(id);
        MovePurchaseOrder command = new MovePurchaseOrder(
                Merchant.ID, key.commandId(SORT), Instant.EPOCH, id, step.move(), tag.expected(version));
        String path = "/v1/purchase-orders/" + known.purchaseId(id) + "/";
        Call call = (step.isPath()
                        ? Call.post(path + step.name().toLowerCase(Locale.ROOT))
                        : Call.post(path + "resolve", step.json()))
                .with("If-Match", tag.ifMatch(known.history(), version));
        Heard heard = new Heard(known);
        return new Asked(
                call,
                model -> model.decide(command, 200),
                answer -> learn(answer, known),
                answer -> heard.versioned(answer, heard::purchase));
    }

    /** What it would have brought may be bought again by a draft that the answer does not show. */
    private void learn(Answer answer, Known known) {
        if (answer.status() == 200) {
            long number = Long.parseLong(known.version(answer.entityTag()).substring(2));
            known.mayMakeADraft(number + 1, DerivedIds.derive(key.commandId(SORT), 0));
        }
    }

    @Override
    public List<Wish> simpler() {
        return Simpler.simpler(tag, Tag.NONE).stream()
                .map(less -> (Wish) new MovePurchase(key, purchase, step, less))
                .toList();
    }
}
