package dev.millrace.lane;

import dev.millrace.lane.FakeSession.Kind;

/** How long things take at a {@link FakeDatabase} and on the way to it, and what goes wrong. */
interface Conduct {
    /** Nothing takes time and nothing goes wrong, but for what a test does by hand. */
    Conduct PERFECT = new Conduct() {};

    /** What becomes of a question. */
    enum Fate {
        /** It is answered. */
        FINE,
        /** It never reaches its backend, and the connection breaks. */
        LOST_BEFORE,
        /** The connection breaks while its backend is at work on it. */
        LOST_AT_WORK,
        /** The connection breaks when it is done, before anyone is told. */
        LOST_AFTER,
        /** The connection falls silent, and nobody notices. */
        SILENT,
        /** It fails with an error that says nothing of the data, and does nothing. */
        FAILED,
        /** An append that is committed, and comes with a warning. */
        WARNED
    }

    /** What becomes of an attempt to connect. */
    enum Welcome {
        OPEN,
        REFUSED,
        /** It never comes to anything. */
        NEVER
    }

    default Fate fate(Kind kind) {
        return Fate.FINE;
    }

    default Welcome welcome() {
        return Welcome.OPEN;
    }

    /** Until a connection is open or refused. */
    default long connectMillis() {
        return 0;
    }

    /** Until a backend takes up what has reached it. */
    default long takeUpMillis(Fate fate) {
        return 0;
    }

    /** Until a backend commits what it has written, with the heads locked. */
    default long commitMillis(Fate fate) {
        return 0;
    }

    /** Until a standby has what is committed; what then comes with a warning did not wait for it. */
    default long standbyMillis(Fate fate) {
        return 0;
    }

    /** Until an answer is back. */
    default long answerMillis() {
        return 0;
    }

    /** Until a connection breaks that is to break. */
    default long breakMillis() {
        return 0;
    }

    /** Until a backend that has nothing to do sees that its client is gone. */
    default long noticeMillis() {
        return 0;
    }

    /** Whether a backend does what has reached it though its client is gone. */
    default boolean finishesForNobody() {
        return true;
    }

    /** Until a backend that is ended is gone. */
    default long dyingMillis() {
        return 0;
    }

    /** How often one looks whether an ended backend is gone, before that is not certain. */
    default int looksForGone() {
        return 40;
    }
}
