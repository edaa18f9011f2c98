package dev.millrace.domain.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Units of one line of an order.
 *
 * @param line its position, from 0
 * @param quantity 1 to 1,000,000
 */
public record LineUnits(int line, long quantity) {

    /** @throws IllegalArgumentException if a line is named twice or a quantity is out of its range */
    public static List<LineUnits> checked(List<LineUnits> parts) {
        Set<Integer> lines = new HashSet<>();
        for (LineUnits part : parts) {
            if (part.quantity() < 1 || part.quantity() > Limits.QUANTITY_MAX) {
                throw new IllegalArgumentException(
                        "quantity: " + part.quantity() + " (expected: 1 to " + Limits.QUANTITY_MAX + ")");
            }
            if (part.line() < 0 || !lines.add(part.line())) {
                throw new IllegalArgumentException("line: " + part.line() + " (expected: each once, from 0)");
            }
        }
        return List.copyOf(parts);
    }

    /** Lines that the order does not have. */
    public static List<Fault> faults(List<LineUnits> parts, Order order) {
        List<Fault> faults = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).line() >= order.lines().size()) {
                faults.add(new Fault(
                        "/lines/" + index + "/line",
                        "unknown_line",
                        "The order has " + order.lines().size() + " lines, counted from 0."));
            }
        }
        return faults;
    }
}
