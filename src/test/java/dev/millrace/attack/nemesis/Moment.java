package dev.millrace.attack.nemesis;

/** Moments of an append on its way, at which it can be stopped. */
enum Moment {
    /** Nothing of it was sent. */
    BEFORE_APPEND(Direction.TO_DATABASE),
    /** It was bound and executed, and holds its heads; its Sync, which commits, was not sent. */
    BEFORE_SYNC(Direction.TO_DATABASE),
    /** It is committed, or failed; its answer was not passed on. */
    BEFORE_ANSWER(Direction.FROM_DATABASE);

    private final Direction direction;

    Moment(Direction direction) {
        this.direction = direction;
    }

    /** The direction of the message that is stopped. */
    Direction direction() {
        return direction;
    }
}
