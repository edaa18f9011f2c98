package dev.millrace.http.suppliers;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.wire.IdentifierRule;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/suppliers}. */
public final class SupplierDocument implements ObjectReading<SupplierContent> {
    private static final ObjectFields SUPPLIER = ObjectFields.required("id", "name");

    private final JsonCursor json;
    private @Nullable String id;
    private @Nullable String name;

    private SupplierDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable SupplierContent read(JsonCursor json) {
        return json.object(SUPPLIER, new SupplierDocument(json));
    }

    @Override
    public void field(String field) {
        switch (field) {
            case "id" -> id = IdentifierRule.readInPath(json, Limits.SUPPLIER_ID_CHARACTERS_MAX);
            case "name" -> name = json.text(Limits.NAME_CHARACTERS_MAX);
            default -> throw new IllegalStateException(field);
        }
    }

    @Override
    public SupplierContent content() {
        return new SupplierContent(requireNonNull(id), requireNonNull(name));
    }
}
