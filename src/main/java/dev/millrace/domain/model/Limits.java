package dev.millrace.domain.model;

/** The limits that the rules themselves know. Those of transport and load stand in the configuration. */
public final class Limits {
    public static final int ORDER_LINES_MAX = 100;
    public static final int ADJUSTMENT_LINES_MAX = 1_000;
    public static final long QUANTITY_MAX = 1_000_000;
    public static final int SKU_CHARACTERS_MAX = 64;
    public static final int SUPPLIER_ID_CHARACTERS_MAX = 64;
    public static final int NAME_CHARACTERS_MAX = 200;
    public static final int CUSTOMER_REF_CHARACTERS_MAX = 128;
    public static final int REASON_CHARACTERS_MAX = 200;
    public static final int KEY_CHARACTERS_MAX = 255;
    /** Minor units; with 100 lines of a million units the total still fits a long, or is refused as an overflow. */
    public static final long PRICE_MAX = 1_000_000_000_000L;
    /** Units; far above any warehouse, far below where sums of deltas could overflow. */
    public static final long ON_HAND_MAX = 1_000_000_000_000L;

    public static final int SURPLUS_BPS_MAX = 100_000;
    public static final int SURPLUS_BPS_DEFAULT = 2_000;
    public static final long BACKORDER_MAX_DEFAULT = 100_000;
    public static final long BACKORDER_MAX_MAX = 1_000_000_000;
    public static final long PACK_SIZE_MAX = 1_000_000;
    public static final long MINIMUM_QUANTITY_MAX = 1_000_000_000;

    public static final int PURCHASE_ORDER_LINES_MAX = 1_000;
    /** What a supplier calls a purchase order of ours. */
    public static final int SUPPLIER_REFERENCE_CHARACTERS_MAX = 128;
    /** Replenishments that one purchase order gathers at most; what is owed anew of it is decided at once. */
    public static final int PURCHASE_ORDER_REPLENISHMENTS_MAX = 1_000;

    public static final int RECEIPT_LINES_MAX = 1_000;
    public static final int DELIVERY_NOTE_CHARACTERS_MAX = 64;
    /** Units of one SKU in one delivery; as many as may wait for it. */
    public static final long RECEIPT_QUANTITY_MAX = BACKORDER_MAX_MAX;
    /** How much more than was ordered is taken without being asked, in basis points of the ordered units. */
    public static final int OVER_RECEIPT_BPS = 1_000;

    /** Waiting lines that one decision fills at most, over all SKUs; a batch closes at as many. */
    public static final int FILL_LINES_MAX = 1_000;

    private Limits() {}
}
