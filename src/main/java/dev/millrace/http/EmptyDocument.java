package dev.millrace.http;

import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;

/** {@code {}}, or {@code null} as some generated clients write it: the body of a request that has nothing to say. */
record EmptyDocument() {
    static EmptyDocument read(JsonCursor json) {
        if (!json.isNull()) {
            json.object(Fields.none(), name -> {
                throw new IllegalStateException(name);
            });
        }
        return new EmptyDocument();
    }
}
