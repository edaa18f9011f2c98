package dev.millrace.attack.nemesis;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Everything that is done to a rig, with the time in which all must work again, without help. */
enum Fault {
    APPEND_CUT(
            "the connection ends as an append begins", Limit.AT_ONCE, (rig, _) -> Cuts.cut(rig, Moment.BEFORE_APPEND)),
    APPEND_HELD(
            "an append is held on its way, and arrives when it is given up",
            Limit.LANE_SILENCE,
            (rig, _) -> Cuts.hold(rig, Moment.BEFORE_APPEND)),
    SYNC_CUT(
            "the connection ends between an append and its Sync",
            Limit.AT_ONCE,
            (rig, _) -> Cuts.cut(rig, Moment.BEFORE_SYNC)),
    SYNC_HELD(
            "an append gets no Sync: its backend holds the heads in ClientRead",
            Limit.LANE_SILENCE,
            (rig, _) -> Cuts.hold(rig, Moment.BEFORE_SYNC)),
    ANSWER_CUT(
            "an append's answer is lost with its connection",
            Limit.AT_ONCE,
            (rig, _) -> Cuts.cut(rig, Moment.BEFORE_ANSWER)),
    ANSWERS_CUT(
            "so are the answers to its second and third copy", Limit.AT_ONCE, (rig, _) -> Cuts.cutAnswersInARow(rig)),
    ANSWER_HELD(
            "an append's answer does not come, the connection stays open",
            Limit.LANE_SILENCE,
            (rig, _) -> Cuts.hold(rig, Moment.BEFORE_ANSWER)),
    ANSWER_DELAYED("an append's answer comes late", Limit.AT_ONCE, (rig, _) -> Cuts.delayAnswer(rig)),
    BACKEND_ENDED_IN_APPEND(
            "a backend is terminated in the middle of an append",
            Limit.AT_ONCE,
            (rig, _) -> Cuts.endBackendInAppend(rig)),
    BACKENDS_ENDED("the backends of all lanes are terminated", Limit.AT_ONCE, (rig, _) -> Cuts.endLaneBackends(rig)),
    HALF_OPEN_TO_DATABASE(
            "nothing reaches the database on any open connection",
            Limit.SILENCE,
            (rig, _) -> Cuts.halfOpen(rig, Direction.TO_DATABASE)),
    HALF_OPEN_FROM_DATABASE(
            "nothing comes from the database on any open connection",
            Limit.SILENCE,
            (rig, _) -> Cuts.halfOpen(rig, Direction.FROM_DATABASE)),
    PARTITION("nothing passes at all for a while", Limit.SILENCE, Cuts::partition),
    SWIZZLE("connections are held one by one, and let go in another order", Limit.SILENCE, Cuts::swizzle),
    SERVER_KILLED("a server is killed and started again", Limit.SERVER_START, Kills::server),
    SERVERS_KILLED_IN_APPEND(
            "all servers are killed between an append and its Sync, unnoticed by its backend",
            Limit.STRANDED,
            (rig, _) -> Kills.serversInAppend(rig)),
    SERVER_PAUSED("a server stands still for a while", Limit.SILENCE, Kills::pauseServer),
    POSTMASTER_KILLED(
            "PostgreSQL is killed and started again", Limit.POSTGRESQL_START, (rig, _) -> Kills.postmaster(rig)),
    BACKEND_KILLED("a backend is killed: PostgreSQL recovers", Limit.POSTGRESQL_START, Kills::backend),
    DISK_FULL(
            "the disk is full; then there is space and PostgreSQL is started again",
            Limit.POSTGRESQL_START,
            Kills::fillDisk);

    /** Does it. */
    @FunctionalInterface
    interface Strike {
        Injury at(Rig rig, Random random) throws Exception;
    }

    private final String words;
    private final Limit limit;

    @SuppressWarnings("ImmutableEnumChecker") // They have no state.
    private final Strike strike;

    Fault(String words, Limit limit, Strike strike) {
        this.words = words;
        this.limit = limit;
        this.strike = strike;
    }

    String words() {
        return words;
    }

    /** From the fault, or from its cure if it lasts, until everything works again. */
    Limit limit() {
        return limit;
    }

    Injury strike(Rig rig, Random random) throws Exception {
        return strike.at(rig, random);
    }

    /** Those that a rig can be given. */
    static List<Fault> possibleOn(Rig rig) {
        return Arrays.stream(values())
                .filter(fault -> fault != DISK_FULL || rig.volume().isPresent())
                .toList();
    }
}
