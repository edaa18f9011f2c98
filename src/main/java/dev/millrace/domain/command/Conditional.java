package dev.millrace.domain.command;

/** A command that is decided only if something holds of the thing that it is about. */
public interface Conditional {
    Precondition precondition();
}
