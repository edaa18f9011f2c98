package dev.millrace.access;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One limit: how many requests of one sort each API key, or each merchant, may send. It remembers those who use it; whoever
 * has not done so for the time in which a bucket fills is forgotten, which changes nothing for him. If as many as it can
 * remember use it at once, those who come beyond are not counted, rather than refused for what others do.
 *
 * <p>One for all event loops; safe for any thread.
 */
final class RequestLimit {
    /** How many are looked at when a new one comes: more than one, so that there are never many idle ones. */
    private static final int LOOKS_PER_NEWCOMER = 4;

    private final Holder holder;
    private final Traffic traffic;
    private final Quota quota;
    private final int holdersMax;
    private final String rateName;
    private final String concurrentName;
    private final String rateItem;
    private final String concurrentItem;
    private final Map<Object, Usage> byHolder = new ConcurrentHashMap<>();
    private @Nullable Iterator<Map.Entry<Object, Usage>> hand;

    RequestLimit(Holder holder, Traffic traffic, Quota quota, int holdersMax) {
        this.holder = holder;
        this.traffic = traffic;
        this.quota = quota;
        this.holdersMax = holdersMax;
        this.rateName = rateName(holder, traffic);
        this.concurrentName = concurrentName(holder, traffic);
        this.rateItem = LimitFields.itemOf(rateName);
        this.concurrentItem = LimitFields.itemOf(concurrentName);
    }

    /** Whose requests a limit counts together. */
    enum Holder {
        KEY("key"),
        MERCHANT("merchant");

        private final String text;

        Holder(String text) {
            this.text = text;
        }

        private Object idOf(Principal principal) {
            return switch (this) {
                case KEY -> principal.keyId();
                case MERCHANT -> principal.merchantId();
            };
        }
    }

    /**
     * Takes one request's worth for this principal, or nothing.
     *
     * @param usages gets what the principal has used, at that place, unless there is no room to count it
     */
    Usage.Taken take(Principal principal, long nowNanos, @Nullable Usage[] usages, int place) {
        Object id = holder.idOf(principal);
        while (true) {
            Usage known = byHolder.get(id);
            Usage usage = known != null ? known : newcomer(id, nowNanos);
            if (usage == null) {
                return Usage.Taken.UNCOUNTED;
            }
            Usage.Taken taken = usage.take(nowNanos);
            if (taken != Usage.Taken.RETIRED) {
                usages[place] = usage;
                return taken;
            }
            byHolder.remove(id, usage);
        }
    }

    private synchronized @Nullable Usage newcomer(Object id, long nowNanos) {
        forgetIdle(nowNanos);
        if (byHolder.size() >= holdersMax && !byHolder.containsKey(id)) {
            return null;
        }
        return byHolder.computeIfAbsent(id, _ -> new Usage(quota, nowNanos));
    }

    private void forgetIdle(long nowNanos) {
        for (int looks = 0; looks < LOOKS_PER_NEWCOMER; looks++) {
            if (hand == null || !hand.hasNext()) {
                hand = byHolder.entrySet().iterator();
                if (!hand.hasNext()) {
                    return;
                }
            }
            Map.Entry<Object, Usage> looked = hand.next();
            if (looked.getValue().retireIfIdle(nowNanos)) {
                byHolder.remove(looked.getKey(), looked.getValue());
            }
        }
    }

    Quota quota() {
        return quota;
    }

    /** Of its rate, for example {@code key-writes}. */
    String rateName() {
        return rateName;
    }

    /** Of what may be under way at once, for example {@code key-writes-concurrent}. */
    String concurrentName() {
        return concurrentName;
    }

    /** Its rate's part of {@code RateLimit}, up to the figure. */
    String rateItem() {
        return rateItem;
    }

    /** The other part. */
    String concurrentItem() {
        return concurrentItem;
    }

    static String rateName(Holder holder, Traffic traffic) {
        return holder.text + "-" + traffic.text();
    }

    static String concurrentName(Holder holder, Traffic traffic) {
        return rateName(holder, traffic) + "-concurrent";
    }

    /** How many are remembered. */
    int holders() {
        return byHolder.size();
    }

    /**
     * What it allows, for whoever ran into it.
     *
     * @param tooFast whether that was its rate, or else what may be under way at once
     */
    Admission.Exceeded exceeded(boolean tooFast) {
        return new Admission.Exceeded(
                tooFast ? rateName : concurrentName,
                holder == Holder.KEY ? "API key" : "merchant",
                traffic,
                tooFast ? quota.perSecond() : quota.concurrentMax(),
                tooFast);
    }
}
