package dev.millrace.wire;

/**
 * The reading of one object of a document: its fields as they come, then what they say together. A new one is made for each
 * object, so that nothing of another is left in it.
 *
 * @param <T> what the object says
 */
public interface ObjectReading<T> {
    /** Reads the value of the field of that name; not called for {@code null}. */
    void field(String name);

    /** Notes what is wrong with the fields as a whole, though each may be right. Called also if some are wrong. */
    default void check(PresentFields given) {}

    /** Makes what the object says. Only called if nothing in the document was wrong so far, so required fields are there. */
    T content();
}
