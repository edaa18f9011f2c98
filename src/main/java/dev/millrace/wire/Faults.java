package dev.millrace.wire;

import dev.millrace.domain.model.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is wrong with one piece of content, in the order in which it was found. There are two sorts: of the
 * <em>format</em> (it is not what the API's documents look like) and of a <em>value</em> (it is, but cannot be right).
 */
public final class Faults {
    /** Enough to mend a document by; whoever reads may stop at so many. */
    public static final int MAX = 100;

    private final List<Fault> found = new ArrayList<>();
    private @Nullable String firstFormatCode;

    /** @param code for example {@code wrong_type} */
    public void format(String pointer, String code, String detail) {
        if (firstFormatCode == null) {
            firstFormatCode = code;
        }
        add(new Fault(pointer, code, detail));
    }

    /** @param code for example {@code out_of_range} */
    public void value(String pointer, String code, String detail) {
        add(new Fault(pointer, code, detail));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public boolean isFull() {
        return found.size() >= MAX;
    }

    /** The code of the first fault of the format, or null if there is none. */
    public @Nullable String firstFormatCode() {
        return firstFormatCode;
    }

    public List<Fault> all() {
        return List.copyOf(found);
    }

    private void add(Fault fault) {
        if (!isFull()) {
            found.add(fault);
        }
    }
}
