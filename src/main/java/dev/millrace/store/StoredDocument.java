package dev.millrace.store;

import dev.millrace.domain.model.Version;
import java.util.UUID;

/**
 * A thing as its table holds it, ready to be answered with.
 *
 * @param body its JSON, UTF-8; never parsed on its way, never changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; copying them would be the cost of the answer.
public record StoredDocument(UUID id, Version version, byte[] body) {}
