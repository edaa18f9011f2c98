package dev.millrace.wire;

/**
 * Which fields of an object were sent with a value, right or wrong: one that is wrong was not left out, and to say so would
 * be a second fault that is none.
 */
public final class PresentFields {
    private final ObjectFields fields;
    private final long given;

    PresentFields(ObjectFields fields, long given) {
        this.fields = fields;
        this.given = given;
    }

    /** @param name one of the object's fields */
    public boolean has(String name) {
        long bit = fields.bit(name);
        if (bit == 0) {
            throw new IllegalArgumentException("no such field: " + name);
        }
        return (given & bit) != 0;
    }
}
