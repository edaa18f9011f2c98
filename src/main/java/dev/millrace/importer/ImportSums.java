package dev.millrace.importer;

/**
 * What orders come to.
 *
 * @param accepted orders
 * @param rejected orders
 * @param units of accepted orders
 * @param money of accepted orders, in minor units
 */
record ImportSums(long accepted, long rejected, long units, long money) {
    static final ImportSums NONE = new ImportSums(0, 0, 0, 0);

    ImportSums plus(ImportSums other) {
        return new ImportSums(
                accepted + other.accepted, rejected + other.rejected, units + other.units, money + other.money);
    }
}
