package dev.millrace.http.purchaseorders;

/**
 * What a client says when it wants to buy what is owed.
 *
 * @param submits whether it may go out at once; otherwise it stays a draft
 */
public record GatheringContent(String supplierId, boolean submits) {}
