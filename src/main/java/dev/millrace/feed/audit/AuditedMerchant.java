package dev.millrace.feed.audit;

/**
 * A merchant whose books are audited.
 *
 * @param history of its journal
 * @param lastNumber of its journal's last row, 0 where there is none
 */
record AuditedMerchant(int id, String name, String history, long lastNumber) {}
