package dev.millrace.domain;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.RequestHash;
import java.time.Instant;
import java.util.UUID;

/** A command before the door gave it an id, a time and a key. */
@FunctionalInterface
public interface Request {
    Command arriving(Arrival arrival);

    /** What the door adds to a request. */
    record Arrival(UUID id, Instant at, long ordinal) {
        public static Arrival number(long ordinal) {
            UUID id = new UUID(0x0190_0000_0000_0000L | (ordinal << 16) | 0x7000L, 0x8000_0000_0000_0000L | ordinal);
            return new Arrival(id, Instant.parse("2026-01-01T12:00:00Z").plusSeconds(ordinal), ordinal);
        }

        Keyed keyed(String kind) {
            return new Keyed(kind, "key-" + ordinal, new RequestHash(ordinal, 0, 0, 0));
        }
    }
}
