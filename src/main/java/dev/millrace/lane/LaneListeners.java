package dev.millrace.lane;

import java.util.List;

/** Several listeners as one. */
public record LaneListeners(List<LaneListener> all) implements LaneListener {
    public LaneListeners {
        all = List.copyOf(all);
    }

    public static LaneListener of(LaneListener... listeners) {
        return new LaneListeners(List.of(listeners));
    }

    @Override
    public void queued(int delta) {
        all.forEach(listener -> listener.queued(delta));
    }

    @Override
    public void loaded(long nanos) {
        all.forEach(listener -> listener.loaded(nanos));
    }

    @Override
    public void batchDecided(int commands, int merchants) {
        all.forEach(listener -> listener.batchDecided(commands, merchants));
    }

    @Override
    public void appended(long nanos) {
        all.forEach(listener -> listener.appended(nanos));
    }

    @Override
    public void stale(int merchants) {
        all.forEach(listener -> listener.stale(merchants));
    }

    @Override
    public void contested(boolean on) {
        all.forEach(listener -> listener.contested(on));
    }

    @Override
    public void reconnecting() {
        all.forEach(LaneListener::reconnecting);
    }

    @Override
    public void setBack() {
        all.forEach(LaneListener::setBack);
    }

    @Override
    public void outcome(String kind, String outcome) {
        all.forEach(listener -> listener.outcome(kind, outcome));
    }

    @Override
    public void committed(int merchantId, long number) {
        all.forEach(listener -> listener.committed(merchantId, number));
    }
}
