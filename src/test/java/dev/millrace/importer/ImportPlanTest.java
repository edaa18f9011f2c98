package dev.millrace.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.console.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPlanTest {
    private static final String BASKETS =
            "basket_id,household_id,product_id,quantity,sales_value,transaction_timestamp\n";
    private static final String INVOICES =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    private Path folder;

    @Test
    void aBasketLinePaysForAllOfItsUnits() throws IOException {
        ImportPlan plan = plan(BASKETS + "1,7,a,3,10.00,x\n1,7,b,10087,25.01,x\n");

        assertThat(product(plan, "a").amount().unitPrice()).isEqualTo(333);
        assertThat(product(plan, "b").amount().unitPrice())
                .as("less than half a cent")
                .isZero();
    }

    @Test
    void theFirstPriceOfAProductCounts() throws IOException {
        ImportPlan plan = plan(BASKETS + "1,7,a,1,1.00,x\n2,7,a,1,2.00,x\n");

        assertThat(product(plan, "a").amount().unitPrice()).isEqualTo(100);
    }

    @Test
    void linesOfAnOrderAreGatheredFromTheWholeFileInItsOrder() throws IOException {
        ImportPlan plan = plan(INVOICES + "1,b,B,1,x,1.00,17.0,UK\n2,c,C,1,x,1.00,,UK\n1,a,A,1,x,1.00,17.0,UK\n"
                + "1,b,B,5,x,1.00,17.0,UK\n");

        assertThat(plan.orders()).extracting(ImportPlan.PlannedOrder::number).containsExactly("1", "2");
        assertThat(plan.orders().getFirst().lines()).extracting(FileLine::sku).containsExactly("b", "a", "b");
        assertThat(plan.orders())
                .extracting(order -> order.lines().getFirst().customerRef())
                .containsExactly("17", null);
    }

    @Test
    void dropsLinesThatNobodyCanOrderAndSendsTheRest() throws IOException {
        ImportPlan plan = plan(INVOICES + "1,a,A,0,x,1.00,,UK\n1,b,B,-2,x,1.00,,UK\n1,c,C,1,x,-11062.06,,UK\n"
                + "1,d,D,1,x,0.0,,UK\n");

        assertThat(plan.orders()).hasSize(1);
        assertThat(plan.products()).containsOnlyKeys("d");
        assertThat(plan.refused())
                .extracting(part -> part.what() + ": " + part.reason())
                .containsExactly(
                        "line 2 (order 1, 0 of SKU a): its quantity is 0 or less",
                        "line 3 (order 1, -2 of SKU b): its quantity is 0 or less",
                        "line 4 (order 1, 1 of SKU c): its price is below 0");
    }

    @Test
    void refusesOrdersThatCannotBeSent() throws IOException {
        String tooLong = IntStream.rangeClosed(1, 101)
                .mapToObj(line -> "long,7,p" + line + ",1,1.00,x\n")
                .collect(Collectors.joining());

        ImportPlan plan = plan(BASKETS + "empty,7,a,0,0.00,x\n" + tooLong + "large,7,b,1000001,1.00,x\n"
                + "with space,7,c,1,1.00,x\n");

        assertThat(plan.orders()).isEmpty();
        assertThat(plan.refused())
                .filteredOn(part -> part.kind() == ImportPlan.Kind.ORDER)
                .extracting(part -> part.what() + ": " + part.reason())
                .containsExactly(
                        "order empty: no line is left",
                        "order long: it has more than 100 lines",
                        "order large: a quantity is above 1000000",
                        "order with space: its number cannot be an idempotency key");
    }

    @Test
    void readsQuotedNamesInTheirOwnEncoding() throws IOException {
        ImportPlan plan = plan(INVOICES + "1,a,\"TEA, \"\"FINE\"\" £5\",1,x,1.00,,UK\n");

        assertThat(product(plan, "a").productName()).isEqualTo("TEA, \"FINE\" £5");
    }

    @Test
    void readsNamesWithLineBreaksAndPassesOverEmptyLines() throws IOException {
        ImportPlan plan =
                plan(INVOICES + "1,a,\"TEA\r\nFINE\",1,x,1.00,,UK\r\n\r\n  \r\n1,b,5\" NAIL,0,x,1.00,,UK\r\n");

        assertThat(product(plan, "a").productName()).isEqualTo("TEA\r\nFINE");
        assertThat(plan.refused()).extracting(ImportPlan.LeftOut::what).containsExactly("line 6 (order 1, 0 of SKU b)");
    }

    @Test
    void refusesAFileWhoseQuotesAreBroken() {
        assertThatThrownBy(() -> plan(INVOICES + "1,a,\"TEA\"FINE,1,x,1.00,,UK\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot be read")
                .message()
                .doesNotContain("\n");
        assertThatThrownBy(() -> plan(INVOICES + "1,a,\"TEA,1,x,1.00,,UK\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesAFileThatItDoesNotKnow() {
        assertThatThrownBy(() -> plan("a,b\n1,2\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is of no known format");
        assertThatThrownBy(() -> plan(BASKETS + "1,7,a,many,1.00,x\n"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("Line 2 is not what its file's header announces");
    }

    private static FileLine product(ImportPlan plan, String sku) {
        return Objects.requireNonNull(plan.products().get(sku));
    }

    private ImportPlan plan(String content) throws IOException {
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return ImportPlan.of(OrderFile.read(file));
    }
}
