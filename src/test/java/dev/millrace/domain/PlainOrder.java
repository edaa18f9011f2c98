package dev.millrace.domain;

import dev.millrace.domain.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order of the {@link PlainMerchant}, and how it is told. */
final class PlainOrder {
    static final class Line {
        String sku = "";
        long quantity;
        long allocated;
        long backordered;
        long shipped;
        long cancelled;
        long returned;
        Money price = new Money(0, "");
        /** What is bought for it, told; empty if nothing is. */
        String bought = "";
        /** The number of the event that added it to an order that was there already, or 0. */
        long since;

        private Line copy() {
            Line copy = new Line();
            copy.sku = sku;
            copy.quantity = quantity;
            copy.allocated = allocated;
            copy.backordered = backordered;
            copy.shipped = shipped;
            copy.cancelled = cancelled;
            copy.returned = returned;
            copy.price = price;
            copy.bought = bought;
            copy.since = since;
            return copy;
        }

        long open() {
            return allocated + backordered;
        }

        @Override
        public String toString() {
            return " [%s %d: %d %d %d %d%s at %d %s%s%s]"
                    .formatted(
                            sku,
                            quantity,
                            allocated,
                            backordered,
                            shipped,
                            cancelled,
                            returned == 0 ? "" : " back " + returned,
                            price.amount(),
                            price.currency(),
                            since == 0 ? "" : " since " + since,
                            bought);
        }
    }

    final UUID id;
    final @Nullable String customerRef;
    final long journalNumber;
    final List<Line> lines = new ArrayList<>();
    String status = "OPEN";
    long version;
    Money total = new Money(0, "");

    PlainOrder(UUID id, @Nullable String customerRef, long journalNumber) {
        this.id = id;
        this.customerRef = customerRef;
        this.journalNumber = journalNumber;
        this.version = journalNumber;
    }

    PlainOrder copy() {
        PlainOrder copy = new PlainOrder(id, customerRef, journalNumber);
        copy.status = status;
        copy.version = version;
        copy.total = total;
        lines.forEach(line -> copy.lines.add(line.copy()));
        return copy;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%s %s for %s #%d %d %s"
                .formatted(id, status, customerRef, journalNumber, total.amount(), total.currency()));
        lines.forEach(text::append);
        return text.toString();
    }
}
