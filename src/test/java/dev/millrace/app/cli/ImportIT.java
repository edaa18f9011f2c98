package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.TestNode;
import dev.millrace.feed.audit.Audit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportIT {
    private static final Path REAL_BASKETS = Path.of("..", "shared", "data", "complete-journey-baskets.csv.gz");
    private static final int REAL_LINES = 3_000;

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final TestNode NODE = TestNode.on(DATABASE);

    @TempDir
    private Path folder;

    /** The server first, which would miss its database. */
    @AfterAll
    static void stop() {
        NODE.close();
        DATABASE.close();
    }

    @AfterEach
    void theBooksBalance() throws SQLException {
        assertThat(new Audit(Jdbc.dataSource(DATABASE.config()), Audit.ROWS_PER_PASS_MAX)
                        .run(_ -> {})
                        .balances())
                .isTrue();
    }

    @Test
    void importsBasketsAndSaysWhatBecameOfEachOfThem() throws IOException, SQLException {
        Path file = write("baskets.csv", """
                basket_id,household_id,product_id,quantity,sales_value,transaction_timestamp
                1001,7,milk,2,3.00,2017-01-01 13:01:19
                1001,7,bread,1,2.49,2017-01-01 13:01:19
                1001,7,milk,1,1.40,2017-01-01 13:01:19
                1002,8,fuel,10087,25.01,2017-01-01 15:34:46
                1003,8,gift,0,0.00,2017-01-01 15:40:00
                1003,8,bread,4,9.96,2017-01-01 15:40:00
                1004,9,gift,0,0.00,2017-01-01 16:00:00
                1005,9,milk,18,27.00,2017-01-01 17:00:00
                """);

        // One after another, so that it is the last order for which too little is left.
        CommandRun run = importing(file, "--stock", "20", "--concurrency", "1");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines())
                .contains(
                        "line 6 (order 1003, 0 of SKU gift): dropped, its quantity is 0 or less",
                        "order 1004: refused, no line is left",
                        "The database holds the same.")
                .anyMatch(line -> line.matches("products made +3"))
                .anyMatch(line -> line.matches("orders accepted +2"))
                .anyMatch(line -> line.matches("orders rejected, insufficient_stock +2"))
                .anyMatch(line -> line.matches("orders refused, no line is left +1"))
                .anyMatch(line -> line.matches("lines dropped, its quantity is 0 or less +2"))
                .anyMatch(line -> line.matches("units of accepted orders +8"))
                .anyMatch(line -> line.matches("value of accepted orders +16\\.95 USD"));
        assertThat(skus("baskets", "1001")).containsExactly("milk", "bread", "milk");
    }

    @Test
    void changesNothingWhenItIsRunAgainWhateverTheStockIsToBe() throws IOException, SQLException {
        Path file = write("invoices.csv", """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                536365,22423,"CAKESTAND, REGENCY",6,2010-12-01 08:26:00,12.75,17850.0,United Kingdom
                536365,M,Manual,1,2010-12-01 08:26:00,0.0,17850.0,United Kingdom
                C536379,22423,Discount,-1,2010-12-01 09:41:00,27.50,14527.0,United Kingdom
                536366,22423,CAKESTAND,90,2010-12-01 08:28:00,10.95,,United Kingdom
                """);
        // One after another, so that it is the second order for which too little is left.
        importing(file, "--merchant", "giftware", "--stock", "95", "--concurrency", "1");
        List<String> before = journal("giftware");

        CommandRun again = importing(file, "--merchant", "giftware", "--stock", "5000");

        assertThat(again.exitCode()).as(again.errors()).isZero();
        assertThat(again.output().lines())
                .contains("Everything was there before: nothing was changed.", "The database holds the same.")
                .anyMatch(line -> line.matches("orders accepted +1"))
                .anyMatch(line -> line.matches("orders rejected, insufficient_stock +1"))
                .anyMatch(line -> line.matches("value of accepted orders +76\\.50 GBP"));
        assertThat(journal("giftware")).isEqualTo(before).isNotEmpty();
    }

    @Test
    void goesOnWhereAnImportWasCutOffBeforeTheStockWasSet() throws IOException, SQLException {
        Path file = write("cut-off.csv", """
                basket_id,household_id,product_id,quantity,sales_value,transaction_timestamp
                1,7,half-made,2,3.00,2017-01-01 13:01:19
                1,7,theirs,2,3.00,2017-01-01 13:01:19
                """);
        TestNode.TestTenant tenant = TestNode.tenant(DATABASE, "cut-off");
        post(
                tenant,
                "{\"sku\":\"half-made\",\"name\":\"Product half-made\",\"price\":{\"amount\":150,\"currency\":\"USD\"}}");
        post(tenant, "{\"sku\":\"theirs\",\"name\":\"Not ours\",\"price\":{\"amount\":99,\"currency\":\"USD\"}}");

        CommandRun run = importing(file);

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines()).anyMatch(line -> line.matches("orders rejected, insufficient_stock +1"));
        assertThat(rows("""
                SELECT p.sku || ' ' || p.price || ' ' || s.on_hand FROM products p
                JOIN stock s ON s.merchant_id = p.merchant_id AND s.product_key = p.product_key
                JOIN merchants m ON m.merchant_id = p.merchant_id WHERE m.name = 'cut-off' ORDER BY p.sku
                """)).containsExactly("half-made 150 1000", "theirs 99 0");
    }

    @Test
    void leavesNoKeyBehindThatOpensAnything() throws IOException, SQLException {
        importing(write("keys.csv", """
                basket_id,household_id,product_id,quantity,sales_value,transaction_timestamp
                1,7,milk,2,3.00,2017-01-01 13:01:19
                """));

        assertThat(rows("""
                SELECT (k.revoked_at IS NOT NULL)::text FROM api_keys k
                JOIN merchants m ON m.merchant_id = k.merchant_id WHERE m.name = 'keys'
                """)).containsExactly("true");
    }

    @Test
    void takesTheFirstOfTheRealBaskets() throws IOException {
        assumeTrue(Files.exists(REAL_BASKETS), "the real baskets are not there: ../shared/data is absent");
        Path file = write("real.csv", firstLinesOf(REAL_BASKETS));

        CommandRun run = importing(file);
        CommandRun again = importing(file);

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output()).contains("The database holds the same.");
        assertThat(again.output()).contains("Everything was there before: nothing was changed.");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThat(importing(folder.resolve("nothing.csv")).errors()).startsWith("millrace: There is no file");
        assertThat(importing(write("other.csv", "a,b\n1,2\n")).errors()).contains("is of no known format");
        assertThat(importing(write("x.csv", ""), "--stock", "-1").exitCode()).isEqualTo(2);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String firstLinesOf(Path compressed) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(compressed)), StandardCharsets.UTF_8))) {
            return reader.lines().limit(REAL_LINES).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static CommandRun importing(Path file, String... options) {
        Stream<String> where = Stream.of(
                "import",
                file.toString(),
                "--url",
                "http://127.0.0.1:" + NODE.millrace().apiPort() + "/",
                "--set",
                "database.url=postgresql://%s:%s@%s:%d/%s"
                        .formatted(
                                DATABASE.url().user(),
                                DATABASE.url().password().reveal(),
                                DATABASE.url().host(),
                                DATABASE.url().port(),
                                DATABASE.url().database()),
                "--set",
                "access.pepper=" + TestNode.config(DATABASE).access().pepper().reveal());
        return CommandRun.of(Stream.concat(where, Arrays.stream(options)).toArray(String[]::new));
    }

    private static void post(TestNode.TestTenant tenant, String product) {
        assertThat(NODE.client(tenant).post("/v1/products", product).status()).isEqualTo(201);
    }

    private static List<String> skus(String merchant, String key) throws SQLException {
        return rows("""
                SELECT l.line ->> 'sku' FROM orders o JOIN merchants m ON m.merchant_id = o.merchant_id
                CROSS JOIN LATERAL json_array_elements(o.answer -> 'lines') WITH ORDINALITY AS l (line, position)
                WHERE m.name = '%s' AND o.idempotency_key = '%s' ORDER BY l.position
                """.formatted(merchant, key));
    }

    private static List<String> journal(String merchant) throws SQLException {
        return rows("""
                SELECT j.events FROM journal j JOIN merchants m ON m.merchant_id = j.merchant_id
                WHERE m.name = '%s' ORDER BY j.number
                """.formatted(merchant));
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
