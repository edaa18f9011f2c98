package dev.millrace.access;

import java.util.List;

/**
 * The fields by which an answer tells of limits, as draft-ietf-httpapi-ratelimit-headers-11 has them. A bucket is a quota of
 * all that it holds in the time in which it fills.
 *
 * @param policy of {@code RateLimit-Policy}: what the limits are, for example {@code "key-writes";q=200;w=2}
 * @param left of {@code RateLimit}: what was left when the request came, for example {@code "key-writes";r=199;t=1}
 */
public record LimitFields(String policy, String left) {
    /** Every bucket gains something within a second. */
    private static final String WITHIN_A_SECOND = ";t=1";

    static String policy(List<RequestLimit> limits) {
        StringBuilder text = new StringBuilder();
        for (RequestLimit limit : limits) {
            Quota quota = limit.quota();
            if (quota.limitsRate()) {
                int windowSeconds = Math.ceilDiv(quota.burstOrRate(), quota.perSecond());
                item(text, limit.rateName())
                        .append(";q=")
                        .append(quota.burstOrRate())
                        .append(";w=")
                        .append(windowSeconds);
            }
            if (quota.limitsConcurrency()) {
                item(text, limit.concurrentName())
                        .append(";q=")
                        .append(quota.concurrentMax())
                        .append(";qu=\"concurrent-requests\"");
            }
        }
        return text.toString();
    }

    /** Adds what is left of one limit. This is done for every request that is counted, so its parts are made before. */
    static void left(StringBuilder text, RequestLimit limit, Usage usage, long nowNanos) {
        if (limit.quota().limitsRate()) {
            separate(text)
                    .append(limit.rateItem())
                    .append(usage.leftInBucket(nowNanos))
                    .append(WITHIN_A_SECOND);
        }
        if (limit.quota().limitsConcurrency()) {
            separate(text).append(limit.concurrentItem()).append(usage.leftConcurrent());
        }
    }

    /** An item of {@code RateLimit} up to its figure. */
    static String itemOf(String name) {
        return "\"" + name + "\";r=";
    }

    private static StringBuilder item(StringBuilder text, String name) {
        return separate(text).append('"').append(name).append('"');
    }

    private static StringBuilder separate(StringBuilder text) {
        return text.isEmpty() ? text : text.append(", ");
    }
}
