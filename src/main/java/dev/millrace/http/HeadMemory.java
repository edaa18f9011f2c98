package dev.millrace.http;

import io.netty.handler.codec.http.HttpRequest;
import java.util.Iterator;
import java.util.Map;

/**
 * What the heads of one connection's requests take in memory: those that were read and are not answered, of which a client
 * may send many at once, and the one that is still coming. Belongs to the event loop of its connection.
 */
final class HeadMemory {
    /** What a request takes beside its texts, about. */
    private static final int REQUEST_BYTES = 1_024;

    private static final int HEADER_BYTES = 64;

    private final ByteBudget.Lease lease;
    private long unanswered;
    private long coming;
    private boolean hasEnded;

    /** @param lease of nothing yet */
    HeadMemory(ByteBudget.Lease lease) {
        this.lease = lease;
    }

    /** A head is there; false if there is no room for it. */
    boolean read(HttpRequest request) {
        coming = 0;
        unanswered += bytesOf(request);
        return account();
    }

    /** Bytes came that are no whole head; false if there is no room for them. */
    boolean came(int bytes) {
        coming += bytes;
        return account();
    }

    /** Everything that was read is answered. */
    void allAnswered() {
        unanswered = 0;
        lease.shrinkTo(coming);
    }

    /** The connection has ended. What the decoder still makes of its last bytes is for nobody. */
    void end() {
        hasEnded = true;
        lease.end();
    }

    private boolean account() {
        if (hasEnded) {
            return true;
        }
        lease.shrinkTo(unanswered + coming);
        return lease.growTo(unanswered + coming);
    }

    private static long bytesOf(HttpRequest request) {
        long bytes = (long) REQUEST_BYTES + request.uri().length();
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                request.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            bytes += HEADER_BYTES + header.getKey().length() + header.getValue().length();
        }
        return bytes;
    }
}
