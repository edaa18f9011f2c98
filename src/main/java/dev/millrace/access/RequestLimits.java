package dev.millrace.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits on what API keys and merchants may ask of this node, counted over all its event loops: so many requests a
 * second, and so many at once, of each sort. A request that is refused by one of them takes nothing from the others.
 *
 * <p>One for all event loops; safe for any thread.
 */
public final class RequestLimits {
    /** About what the longest field has. */
    private static final int FIELD_CHARACTERS = 160;

    private final LongSupplier nanoTime;
    private final LimitListener listener;
    private final Map<Traffic, Counted> byTraffic = new EnumMap<>(Traffic.class);
    private final LongAdder concurrent = new LongAdder();

    /**
     * Limits of which nothing is used.
     *
     * @param keys of each API key
     * @param merchants of each merchant, over all its keys
     * @param holdersMax keys, and as many merchants, that are remembered for each limit
     */
    public RequestLimits(
            RequestLimitsConfig keys,
            RequestLimitsConfig merchants,
            int holdersMax,
            LongSupplier nanoTime,
            LimitListener listener) {
        this.nanoTime = nanoTime;
        this.listener = listener;
        for (Traffic traffic : Traffic.values()) {
            List<RequestLimit> limits = Stream.of(
                            new RequestLimit(RequestLimit.Holder.KEY, traffic, keys.quota(traffic), holdersMax),
                            new RequestLimit(
                                    RequestLimit.Holder.MERCHANT, traffic, merchants.quota(traffic), holdersMax))
                    .filter(limit -> !limit.quota().limitsNothing())
                    .toList();
            if (!limits.isEmpty()) {
                byTraffic.put(traffic, new Counted(limits, LimitFields.policy(limits)));
            }
        }
    }

    /** The limits that count one sort of traffic, at least one, and what they say of themselves. */
    private record Counted(List<RequestLimit> limits, String policy) {}

    /** Nothing is limited. */
    public static RequestLimits none() {
        RequestLimitsConfig nothing = RequestLimitsConfig.defaults();
        return new RequestLimits(nothing, nothing, 1, System::nanoTime, LimitListener.NONE);
    }

    /** Counts a request that begins. */
    public Admission admit(Principal principal, Traffic traffic) {
        Counted counted = byTraffic.get(traffic);
        return counted == null ? Admission.Free.FREE : count(principal, traffic, counted);
    }

    private Admission count(Principal principal, Traffic traffic, Counted counted) {
        long now = nanoTime.getAsLong();
        List<RequestLimit> limits = counted.limits;
        @Nullable Usage[] usages = new Usage[limits.size()];
        for (int i = 0; i < usages.length; i++) {
            switch (limits.get(i).take(principal, now, usages, i)) {
                case TOO_FAST -> {
                    return refuse(counted, usages, i, limits.get(i).exceeded(true), now);
                }
                case TOO_MANY_AT_ONCE -> {
                    return refuse(counted, usages, i, limits.get(i).exceeded(false), now);
                }
                case UNCOUNTED -> listener.uncounted();
                case TAKEN, RETIRED -> {}
            }
        }
        concurrent.increment();
        listener.admitted(traffic);
        return new Admission.Counted(this, usages, fields(counted, usages, now));
    }

    /** What the limits before this one had counted already is as if it had not come. */
    private Admission refuse(
            Counted counted, @Nullable Usage[] usages, int by, Admission.Exceeded limit, long nowNanos) {
        for (int i = 0; i < by; i++) {
            Usage usage = usages[i];
            if (usage != null) {
                usage.giveBack();
            }
        }
        listener.refused(limit.name());
        return new Admission.Refused(limit, fields(counted, usages, nowNanos));
    }

    private static LimitFields fields(Counted counted, @Nullable Usage[] usages, long nowNanos) {
        StringBuilder left = new StringBuilder(FIELD_CHARACTERS);
        for (int i = 0; i < usages.length; i++) {
            Usage usage = usages[i];
            if (usage != null) {
                LimitFields.left(left, counted.limits.get(i), usage, nowNanos);
            }
        }
        return new LimitFields(counted.policy, left.toString());
    }

    void released(@Nullable Usage[] usages) {
        concurrent.decrement();
        for (Usage usage : usages) {
            if (usage != null) {
                usage.release();
            }
        }
    }

    /** Requests that are counted and not over. */
    public long concurrent() {
        return concurrent.sum();
    }

    /** API keys and merchants that are remembered, of all limits together. */
    public long holders() {
        return all().mapToLong(RequestLimit::holders).sum();
    }

    /** Every limit by which a request may be refused, whether or not it is set. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (RequestLimit.Holder holder : RequestLimit.Holder.values()) {
            for (Traffic traffic : Traffic.values()) {
                if (traffic.scope() != null) {
                    names.add(RequestLimit.rateName(holder, traffic));
                    names.add(RequestLimit.concurrentName(holder, traffic));
                }
            }
        }
        return names;
    }

    private Stream<RequestLimit> all() {
        return byTraffic.values().stream().flatMap(counted -> counted.limits.stream());
    }
}
