package dev.millrace.http;

import dev.millrace.domain.Version;
import org.jspecify.annotations.Nullable;

/** Answers that show one thing with its version. */
final class VersionedAnswers {
    private VersionedAnswers() {}

    /** The thing; or 304 if the client says with {@code If-None-Match} that it has this version. */
    static ApiResponse shown(ApiRequest request, Version version, byte[] body) {
        return shown(request, EntityTag.of(version), body);
    }

    /** The same for a thing that has a tag of its own, with its quotes. */
    static ApiResponse shown(ApiRequest request, String tag, byte[] body) {
        ApiResponse answer = isKnown(request.header(HeaderNames.IF_NONE_MATCH), tag)
                ? ApiResponse.empty(304)
                : ApiResponse.json(200, body);
        return answer.with(HeaderNames.ETAG, tag);
    }

    /** Whether a list of tags, weak or strong, holds this one: with its quotes it can be part of no other tag. */
    private static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(tag));
    }
}
