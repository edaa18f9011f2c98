package dev.millrace.http;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 9110 and 9112 ask of a request's head beyond what Netty's decoder sees to. A head that is as it should be comes
 * out in one form, whichever of the allowed ones was sent, so that nobody behind has to know the others.
 */
final class RequestHeads {
    private static final List<CharSequence> SINGLE = List.of(HeaderNames.AUTHORIZATION, HeaderNames.CONTENT_TYPE);
    private static final int DIGIT_MAX = 9;
    private static final char DELETE = 0x7F;

    private RequestHeads() {}

    /** What is wrong with a head that could be read, or null. */
    static @Nullable RefusedHead check(HttpRequest request) {
        HttpHeaders headers = request.headers();
        RefusedHead refused = version(request.protocolVersion());
        if (refused == null && headers.contains("")) {
            refused = malformed("A header has no name.");
        }
        if (refused == null) {
            refused = host(request);
        }
        if (refused == null) {
            refused = target(request);
        }
        if (refused == null) {
            refused = transferEncoding(headers);
        }
        if (refused == null) {
            refused = expect(request);
        }
        if (refused == null) {
            refused = single(headers);
        }
        connection(request);
        return refused;
    }

    /**
     * Whether it is one of the two usual versions, written as it must be: for these Netty has one object each, and what only
     * equals it was written {@code http/1.1} or {@code HTTP/01.1}.
     */
    @SuppressWarnings("ReferenceEquality")
    static boolean isUsual(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
    }

    private static @Nullable RefusedHead version(HttpVersion version) {
        if (isUsual(version)) {
            return null;
        }
        int major = version.majorVersion();
        int minor = version.minorVersion();
        if (!version.protocolName().equals("HTTP") || major > DIGIT_MAX || minor > DIGIT_MAX) {
            return malformed("A version is written like HTTP/1.1.");
        }
        if (major != 1) {
            return new RefusedHead(ProblemCode.VERSION_NOT_SUPPORTED, "This server speaks HTTP/1.1.");
        }
        return minor > 1 ? null : malformed("A version is written like HTTP/1.1.");
    }

    private static @Nullable RefusedHead host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HeaderNames.HOST);
        if (hosts.size() == 1 ? Authority.isValid(hosts.getFirst()) : mayLackHost(request, hosts)) {
            return null;
        }
        return malformed("Send one Host header, with the host's name and, where it is not the usual one, its port.");
    }

    private static boolean mayLackHost(HttpRequest request, List<String> hosts) {
        return hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    private static @Nullable RefusedHead target(HttpRequest request) {
        String target = request.uri();
        if (hasControls(target)) {
            return malformed("A request's target has no control characters; escape them.");
        }
        if (target.startsWith("/")) {
            return null;
        }
        if (request.method().equals(HttpMethod.CONNECT)) {
            return new RefusedHead(ProblemCode.NOT_IMPLEMENTED, "This server is no proxy.");
        }
        if (target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        String origin = Authority.originForm(target);
        if (origin == null) {
            return malformed("A request's target is a path that begins with a slash, or a whole http URL.");
        }
        request.setUri(origin);
        return null;
    }

    private static boolean hasControls(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c < '!' || c == DELETE) {
                return true;
            }
        }
        return false;
    }

    /** Netty has refused what does not end with chunked, and whatever HTTP/1.0 or a length comes with. */
    private static @Nullable RefusedHead transferEncoding(HttpHeaders headers) {
        if (!headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            return null;
        }
        List<String> codings = headers.getAll(HeaderNames.TRANSFER_ENCODING);
        boolean isChunked = codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
        return isChunked
                ? null
                : new RefusedHead(
                        ProblemCode.NOT_IMPLEMENTED,
                        "Transfer-Encoding may be chunked and nothing else. Send the body as it is.");
    }

    private static @Nullable RefusedHead expect(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!headers.contains(HeaderNames.EXPECT)) {
            return null;
        }
        List<String> expected = HeaderList.of(headers.getAll(HeaderNames.EXPECT));
        headers.remove(HeaderNames.EXPECT);
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0) || expected.isEmpty()) {
            // A client of HTTP/1.0 would take the 100 for its answer.
            return null;
        }
        for (String one : expected) {
            if (!HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(one)) {
                return new RefusedHead(
                        ProblemCode.EXPECTATION_FAILED, "The only expectation that is met here is 100-continue.");
            }
        }
        headers.set(HeaderNames.EXPECT, HttpHeaderValues.CONTINUE);
        return null;
    }

    private static @Nullable RefusedHead single(HttpHeaders headers) {
        for (CharSequence name : SINGLE) {
            if (headers.getAll(name).size() > 1) {
                return malformed("Send the header " + name + " once.");
            }
        }
        return null;
    }

    /** The server knows close and keep-alive only where they stand alone. */
    private static void connection(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!headers.contains(HeaderNames.CONNECTION)) {
            return;
        }
        List<String> sent = headers.getAll(HeaderNames.CONNECTION);
        if (sent.size() == 1 && sent.getFirst().indexOf(',') < 0) {
            return;
        }
        List<String> options = HeaderList.of(sent).stream()
                .map(option -> option.toLowerCase(Locale.ROOT))
                .toList();
        if (options.contains("close")) {
            headers.set(HeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (options.contains("keep-alive")) {
            headers.set(HeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private static RefusedHead malformed(String detail) {
        return new RefusedHead(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
