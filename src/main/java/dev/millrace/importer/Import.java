package dev.millrace.importer;

import dev.millrace.access.KeyText;
import dev.millrace.console.Progress;
import dev.millrace.importer.ImportPlan.LeftOut;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings a file of orders to a running server, through its API, with the orders' own numbers as idempotency keys: done
 * again it changes nothing. Then it compares what the answers come to with what the database holds.
 */
public final class Import {
    private final String url;
    private final KeyText key;
    private final DataSource database;
    private final int merchantId;
    private final Progress progress;

    /**
     * @param url of the server
     * @param key of the merchant, for writing and reading
     * @param database of the server, which is only read
     */
    public Import(String url, KeyText key, DataSource database, int merchantId, Progress progress) {
        this.url = url;
        this.key = key;
        this.database = database;
        this.merchantId = merchantId;
        this.progress = progress;
    }

    /**
     * Imports a file.
     *
     * @param stock units on hand of each product that is made
     * @param concurrency orders in flight at most
     * @throws SQLException if the database cannot be read
     * @throws dev.millrace.console.Failure if the file or the server does not allow to go on; what was done stays done
     */
    public ImportReport run(Path path, long stock, int concurrency) throws SQLException {
        OrderFile file = OrderFile.read(path);
        ImportPlan plan = ImportPlan.of(file);
        progress.step("%s: %,d orders, %,d lines, %,d products"
                .formatted(
                        path.getFileName(),
                        file.orders().size(),
                        file.lineCount(),
                        plan.products().size()));
        try (ImportApi api = new ImportApi(url, key)) {
            int made = new ProductImport(api, file.format().currency(), stock, progress).make(plan.products());
            OrderImport orders = new OrderImport(api, concurrency, progress);
            orders.send(plan.orders());
            List<LeftOut> leftOut = new ArrayList<>(plan.refused());
            leftOut.addAll(orders.refused());
            return new ImportReport(
                    file.format().currency(),
                    made,
                    orders,
                    leftOut,
                    StoredSums.of(database, merchantId, orders.decided()));
        }
    }
}
