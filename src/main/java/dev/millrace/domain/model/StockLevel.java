package dev.millrace.domain.model;

/**
 * The figures of one product's stock, or a movement of them. All are units.
 *
 * @param onHand in the warehouse
 * @param allocated on hand and promised to open orders
 * @param backordered of accepted orders, covered by no stock yet
 * @param incoming on purchase orders and not received yet
 * @param received running total of receipts
 * @param adjusted running total of corrections, up and down
 * @param shipped running total of shipments
 * @param returned running total of what came back
 * @param number of the last event that moved it
 */
public record StockLevel(
        long onHand,
        long allocated,
        long backordered,
        long incoming,
        long received,
        long adjusted,
        long shipped,
        long returned,
        long number) {

    public static final StockLevel EMPTY = new StockLevel(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A movement that only promises units or lets lines wait. */
    public static StockLevel promise(long allocated, long backordered, long number) {
        return new StockLevel(0, allocated, backordered, 0, 0, 0, 0, 0, number);
    }

    /** A correction of the units on hand. */
    public static StockLevel adjustment(long delta, long number) {
        return new StockLevel(delta, 0, 0, 0, 0, delta, 0, 0, number);
    }

    /** More or fewer units on purchase orders. */
    public static StockLevel incoming(long delta, long number) {
        return new StockLevel(0, 0, 0, delta, 0, 0, 0, 0, number);
    }

    /** Units that arrived. */
    public static StockLevel receipt(long units, long number) {
        return new StockLevel(units, 0, 0, 0, units, 0, 0, 0, number);
    }

    /** Allocated units that left. */
    public static StockLevel shipment(long units, long number) {
        return new StockLevel(-units, -units, 0, 0, 0, 0, units, 0, number);
    }

    /** Units that came back and can be sold again. */
    public static StockLevel restock(long units, long number) {
        return new StockLevel(units, 0, 0, 0, 0, 0, 0, units, number);
    }

    /** Units on hand that nobody was promised; never below 0. */
    public long free() {
        return onHand - allocated;
    }

    /** What a new order may have: what is free, and nothing while lines wait. */
    public long available() {
        return backordered == 0 ? free() : 0;
    }

    /** Whether a movement touches nothing but the two figures that plain orders move. */
    public boolean isPromiseOnly() {
        return (onHand | incoming | received | adjusted | shipped | returned) == 0;
    }

    /**
     * This level after a movement; two movements add up to one.
     *
     * @throws ArithmeticException on overflow
     */
    public StockLevel plus(StockLevel delta) {
        return new StockLevel(
                Math.addExact(onHand, delta.onHand),
                Math.addExact(allocated, delta.allocated),
                Math.addExact(backordered, delta.backordered),
                Math.addExact(incoming, delta.incoming),
                Math.addExact(received, delta.received),
                Math.addExact(adjusted, delta.adjusted),
                Math.addExact(shipped, delta.shipped),
                Math.addExact(returned, delta.returned),
                Math.max(number, delta.number));
    }
}
