package dev.millrace.http;

import dev.millrace.domain.model.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. The request's id is added on the way out; it is never part of a stored body.
 *
 * @param status of HTTP
 * @param contentType of the body, or null where there is none
 * @param headers all others
 * @param body as it goes out; never changed by anyone
 * @param shared the same bytes, where the program has them in any case; null where they are of this answer alone
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; copying them would be the cost of the answer.
public record ApiResponse(
        int status,
        @Nullable String contentType,
        List<Header> headers,
        byte[] body,
        @Nullable SharedBuffer shared) {
    private static final byte[] NOTHING = {};

    /** An answer of its own. */
    public ApiResponse(int status, @Nullable String contentType, List<Header> headers, byte[] body) {
        this(status, contentType, headers, body, null);
    }

    public ApiResponse {
        headers = List.copyOf(headers);
    }

    /** JSON, UTF-8. */
    public static ApiResponse json(int status, byte[] body) {
        return of(status, MediaTypes.JSON, body);
    }

    public static ApiResponse of(int status, String contentType, byte[] body) {
        return new ApiResponse(status, contentType, List.of(), body);
    }

    /** Nothing but a status, for example 304. */
    public static ApiResponse empty(int status) {
        return new ApiResponse(status, null, List.of(), NOTHING);
    }

    /** Bytes that many answers have in common. */
    public static ApiResponse of(int status, String contentType, byte[] body, SharedBuffer shared) {
        return new ApiResponse(status, contentType, List.of(), body, shared);
    }

    /** This response with one more header. */
    public ApiResponse with(CharSequence name, String value) {
        List<Header> more = new ArrayList<>(headers.size() + 1);
        more.addAll(headers);
        more.add(new Header(name, value));
        return new ApiResponse(status, contentType, more, body, shared);
    }

    /** Whether it says which version of a thing it shows. */
    boolean hasEntityTag() {
        for (Header header : headers) {
            if (header.name() == HeaderNames.ETAG) {
                return true;
            }
        }
        return false;
    }

    /** This response with the version of the thing that it shows. */
    public ApiResponse withEntityTag(Version version) {
        return with(HeaderNames.ETAG, EntityTag.of(version));
    }

    /** This response with the place of the thing that it shows, for example {@code /v1/orders/order_…}. */
    public ApiResponse withLocation(String path) {
        return with(HeaderNames.LOCATION, path);
    }
}
