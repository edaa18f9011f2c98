package dev.millrace.domain.model;

/**
 * The version of a thing: the number of its last event, within one history of the journal. Travels as an ETag.
 *
 * @param history the journal's history
 * @param number the number of the thing's last event
 */
public record Version(String history, long number) {}
