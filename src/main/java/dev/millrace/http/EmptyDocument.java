package dev.millrace.http;

import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import org.jspecify.annotations.Nullable;

/** {@code {}}, or {@code null} as some generated clients write it: the body of a request that has nothing to say. */
record EmptyDocument() implements ObjectReading<EmptyDocument> {
    static @Nullable EmptyDocument read(JsonCursor json) {
        EmptyDocument nothing = new EmptyDocument();
        return json.isNull() ? nothing : json.object(ObjectFields.none(), nothing);
    }

    @Override
    public void field(String name) {
        throw new IllegalStateException(name);
    }

    @Override
    public EmptyDocument content() {
        return this;
    }
}
