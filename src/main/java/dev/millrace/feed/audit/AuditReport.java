package dev.millrace.feed.audit;

import java.util.List;

/**
 * What an audit came to.
 *
 * @param checks in the order in which they were made
 * @param totals what was audited, in words, for the last line
 */
public record AuditReport(List<Check> checks, String totals) {
    public AuditReport {
        checks = List.copyOf(checks);
    }

    /** Whether every check holds. */
    public boolean balances() {
        return checks.stream().allMatch(Check::holds);
    }
}
