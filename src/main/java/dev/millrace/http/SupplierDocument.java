package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/suppliers}. */
final class SupplierDocument {
    private static final Fields SUPPLIER = Fields.required("id", "name");

    private final JsonCursor json;
    private @Nullable String id;
    private @Nullable String name;

    private SupplierDocument(JsonCursor json) {
        this.json = json;
    }

    static @Nullable SupplierContent read(JsonCursor json) {
        SupplierDocument supplier = new SupplierDocument(json);
        json.object(SUPPLIER, supplier::field);
        return supplier.id == null || supplier.name == null ? null : new SupplierContent(supplier.id, supplier.name);
    }

    private void field(String field) {
        switch (field) {
            case "id" -> id = json.text(Limits.SUPPLIER_ID_CHARACTERS_MAX);
            case "name" -> name = json.text(Limits.NAME_CHARACTERS_MAX);
            default -> throw new IllegalStateException(field);
        }
    }
}
