package dev.millrace.lane;

import dev.millrace.domain.model.Keyed;

/** An idempotency key within a merchant: it belongs to the kind of command. */
public record KeyId(String kind, String key) {
    static KeyId of(Keyed keyed) {
        return new KeyId(keyed.kind(), keyed.key());
    }
}
