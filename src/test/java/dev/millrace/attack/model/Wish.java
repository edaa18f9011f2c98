package dev.millrace.attack.model;

import java.util.List;

/**
 * Something that a client may wish for. A wish is data, with equality and a text that a person can read, and it speaks
 * of things by names that a script gives (a key, a SKU, "the right version"), so that it keeps its sense in a shorter
 * script.
 */
interface Wish {

    /**
     * The wish in exact words.
     *
     * @param now what the model knows as the request is sent
     * @param known what the client knows
     */
    Asked asked(Model now, Known known);

    /** Wishes of the same kind that ask for a little less. */
    List<Wish> simpler();

    /** Whether it may change anything. */
    default boolean isCommand() {
        return true;
    }

    /** Whether nothing else of its merchant may happen meanwhile, since it is not one decision or one look. */
    default boolean isAlone() {
        return false;
    }
}
