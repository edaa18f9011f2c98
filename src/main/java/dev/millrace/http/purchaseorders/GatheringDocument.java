package dev.millrace.http.purchaseorders;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/purchase-orders}. */
public final class GatheringDocument implements ObjectReading<GatheringContent> {
    private static final ObjectFields GATHERING =
            ObjectFields.required("supplier_id").optional("submit");

    private final JsonCursor json;
    private @Nullable String supplierId;
    private boolean submits;

    private GatheringDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable GatheringContent read(JsonCursor json) {
        return json.object(GATHERING, new GatheringDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "supplier_id" -> supplierId = json.text(Limits.SUPPLIER_ID_CHARACTERS_MAX);
            case "submit" -> submits = json.bool();
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public GatheringContent content() {
        return new GatheringContent(requireNonNull(supplierId), submits);
    }
}
