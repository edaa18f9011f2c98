package dev.millrace.domain.model;

/**
 * What makes a command safe to repeat: its idempotency key, which belongs to the merchant and the kind of command, and
 * the hash of its content, which tells a repetition from a misuse.
 *
 * @param kind for example {@code place_order}
 * @param key 1 to 255 visible ASCII characters
 * @param hash of the content
 */
public record Keyed(String kind, String key, RequestHash hash) {}
