package dev.millrace.domain.model;

/**
 * An amount of money.
 *
 * @param amount in minor units (cents), 0 or more
 * @param currency ISO 4217, three capital letters
 */
public record Money(long amount, String currency) {
    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 0)");
        }
    }
}
