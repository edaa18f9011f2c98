package dev.millrace.domain.model;

/** Where the surplus on a shortfall is rounded up to whole units. */
public enum Rounding {
    /** Per order line, the literal rule: a shortfall of 1 buys 2. */
    PER_LINE,
    /** Once per line of a purchase order, over all shortfalls that it gathers. */
    PER_PURCHASE_ORDER
}
