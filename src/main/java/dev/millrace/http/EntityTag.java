package dev.millrace.http;

import dev.millrace.domain.model.Version;

/** How a version travels as an ETag: {@code "k3v9q0a2bz-41"}. Always strong. */
public final class EntityTag {
    private EntityTag() {}

    /** With its quotes. */
    public static String of(Version version) {
        return "\"" + version.history() + "-" + version.number() + "\"";
    }
}
