package dev.millrace.attack.overload;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured, beside what was promised, and remembers whether all promises were kept. */
public final class Report {
    private final PrintStream out;
    private int broken;

    public Report(PrintStream out) {
        this.out = out;
    }

    public void title(String text) {
        out.printf("%n%s%n", text);
    }

    /** Something that is worth knowing and no promise. */
    public void fact(String what, String format, Object... values) {
        out.printf("  %-46s %s%n", what, String.format(Locale.ROOT, format, values));
    }

    public void promise(String what, boolean kept, String format, Object... values) {
        broken += kept ? 0 : 1;
        out.printf("  %-46s %s   %s%n", what, String.format(Locale.ROOT, format, values), kept ? "kept" : "BROKEN");
    }

    /** How many promises were broken. */
    public int broken() {
        return broken;
    }
}
