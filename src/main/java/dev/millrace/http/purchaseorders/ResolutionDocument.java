package dev.millrace.http.purchaseorders;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Move;
import dev.millrace.http.Timestamps;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import dev.millrace.wire.PresentFields;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/purchase-orders/{id}/resolve}. What a supplier refused wants a {@code reason}; its
 * {@code reference} and date belong to an acknowledgement.
 */
public final class ResolutionDocument implements ObjectReading<Move> {
    /** No attempt of ours to send: a person tells. */
    private static final int NO_ATTEMPT = 0;

    private static final ObjectFields RESOLUTION =
            ObjectFields.required("outcome").optional("reason", "reference", "expected_at");

    /** What a person can say. */
    private enum Outcome {
        SENT,
        ACKNOWLEDGED,
        NOT_SENT,
        REJECTED,
        CANCEL_CONFIRMED,
        CANCEL_REFUSED;

        boolean wantsReason() {
            return this == NOT_SENT || this == REJECTED || this == CANCEL_REFUSED;
        }
    }

    private static final Map<String, Outcome> OUTCOMES = Arrays.stream(Outcome.values())
            .collect(Collectors.toMap(EnumNames::of, Function.identity(), (first, _) -> first, TreeMap::new));

    private final JsonCursor json;
    private @Nullable Outcome outcome;
    private @Nullable String reason;
    private @Nullable String reference;
    private @Nullable Instant expectedAt;

    private ResolutionDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable Move read(JsonCursor json) {
        return json.object(RESOLUTION, new ResolutionDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "outcome" -> outcome = json.oneOf(OUTCOMES);
            case "reason" -> reason = json.text(Limits.REASON_CHARACTERS_MAX);
            case "reference" -> reference = json.text(Limits.SUPPLIER_REFERENCE_CHARACTERS_MAX);
            case "expected_at" -> expectedAt = Timestamps.read(json);
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public void check(PresentFields given) {
        Outcome told = outcome;
        if (told == null) {
            return;
        }
        boolean reasonIsGiven = given.has("reason");
        if (told.wantsReason() != reasonIsGiven) {
            json.valueOf(
                    "reason",
                    reasonIsGiven ? "not_applicable" : "reason_required",
                    reasonIsGiven ? "This outcome has no reason." : "This outcome needs a reason.");
        }
        if (told != Outcome.ACKNOWLEDGED && given.has("reference")) {
            json.valueOf("reference", "not_applicable", "Only an acknowledgement has a reference.");
        }
        if (told != Outcome.ACKNOWLEDGED && given.has("expected_at")) {
            json.valueOf("expected_at", "not_applicable", "Only an acknowledgement has a date.");
        }
    }

    @Override
    public Move content() {
        String why = reason == null ? "" : reason;
        return switch (requireNonNull(outcome)) {
            case SENT -> new Move.ByHand(new Move.Sent(NO_ATTEMPT));
            case ACKNOWLEDGED -> new Move.ByHand(new Move.Acknowledge(NO_ATTEMPT, reference, expectedAt));
            case NOT_SENT -> new Move.ByHand(new Move.NotSent(NO_ATTEMPT, why));
            case REJECTED -> new Move.ByHand(new Move.Reject(NO_ATTEMPT, why));
            case CANCEL_CONFIRMED -> new Move.ConfirmCancel();
            case CANCEL_REFUSED -> new Move.RefuseCancel(why);
        };
    }
}
