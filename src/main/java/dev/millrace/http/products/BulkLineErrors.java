package dev.millrace.http.products;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.Problem;
import dev.millrace.http.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a bug of ours that one line of many ran into: that line's own answer. The log is told once for each
 * request, since the same bug may wait in a thousand lines. Belongs to one request.
 */
final class BulkLineErrors {
    private static final Logger LOG = LoggerFactory.getLogger(BulkLineErrors.class);

    private final ApiRequest request;
    private boolean told;

    BulkLineErrors(ApiRequest request) {
        this.request = request;
    }

    Problem problem(Throwable bug) {
        if (!told) {
            told = true;
            LOG.atError()
                    .addKeyValue("request_id", request.requestId())
                    .addKeyValue("path", request.path())
                    .setCause(bug)
                    .log("A line of a bulk request failed unexpectedly; other lines may have failed too");
        }
        return Problems.unexpected(request.requestId());
    }
}
