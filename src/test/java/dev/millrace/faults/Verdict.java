package dev.millrace.faults;

/** What became of a fault. */
sealed interface Verdict {
    /** Its test failed, with an assertion. */
    record Caught(String failure) implements Verdict {}

    /** Its test passed: the rule has none. */
    record Survived() implements Verdict {}

    /** Its test did not pass, but nothing says that it noticed the fault. */
    record Unclear(String why) implements Verdict {}

    record DoesNotApply(String why) implements Verdict {}

    record DoesNotCompile(String why) implements Verdict {}
}
