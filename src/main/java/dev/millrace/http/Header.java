package dev.millrace.http;

/** One header of a response. */
public record Header(CharSequence name, String value) {}
