package dev.millrace.domain.model;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer a JSON pointer (RFC 6901) to the place; empty for the whole
 * @param code for machines
 * @param detail for people
 */
public record Fault(String pointer, String code, String detail) {}
