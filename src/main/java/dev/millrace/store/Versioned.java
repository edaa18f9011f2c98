package dev.millrace.store;

import dev.millrace.domain.model.Version;

/**
 * A thing and its version.
 *
 * @param version what its ETag shows
 */
public record Versioned<T>(T value, Version version) {}
