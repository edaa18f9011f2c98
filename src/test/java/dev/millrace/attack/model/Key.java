package dev.millrace.attack.model;

import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.RequestHash;
import java.util.UUID;

/**
 * An idempotency key of a script. An order goes by the key under which it was placed.
 *
 * @param number from 1
 */
record Key(int number) {
    private static final RequestHash NOT_COMPARED = new RequestHash(0, 0, 0, 0);

    /** The id that the order has in the model; the service gives it another one. */
    UUID orderId() {
        return new UUID(0, number);
    }

    /** The id of a command of that sort under this key, in the model alone. */
    UUID commandId(int sort) {
        return new UUID(sort, number);
    }

    Keyed keyed(String kind) {
        return new Keyed(kind, toString(), NOT_COMPARED);
    }

    /** Bare, or quoted, which is the same key. */
    String header(boolean quoted) {
        return quoted ? "\"" + this + "\"" : toString();
    }

    @Override
    public String toString() {
        return "k" + number;
    }
}
