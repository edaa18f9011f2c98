package dev.millrace.access;

/** What an API key may be used for. */
public enum Scope {
    READ,
    WRITE
}
