package dev.millrace.http;

import dev.millrace.domain.model.Version;

/** Answers that show one thing with its version. */
public final class VersionedAnswers {
    private VersionedAnswers() {}

    /**
     * The thing; or 304 if the client says with {@code If-None-Match} that it has this version.
     *
     * @throws ProblemException if {@code If-Match} names other versions alone
     */
    public static ApiResponse shown(ApiRequest request, Version version, byte[] body) {
        return shown(request, EntityTag.of(version), body);
    }

    /** The same for a thing that has a tag of its own, with its quotes. */
    public static ApiResponse shown(ApiRequest request, String tag, byte[] body) {
        ApiResponse answer = Preconditions.isKnown(request, tag) ? ApiResponse.empty(304) : ApiResponse.json(200, body);
        return answer.with(HeaderNames.ETAG, tag);
    }
}
