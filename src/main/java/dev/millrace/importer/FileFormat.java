package dev.millrace.importer;

import dev.millrace.console.Failure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The formats that an import understands, recognised by their first line. */
enum FileFormat {
    /** Whole baskets; a line says what it cost altogether, in dollars. */
    COMPLETE_JOURNEY(
            "basket_id,household_id,product_id,quantity,sales_value,transaction_timestamp",
            "USD",
            StandardCharsets.UTF_8) {
        @Override
        FileLine read(long position, CSVRecord values) {
            long quantity = Long.parseLong(values.get(3));
            BigDecimal value = new BigDecimal(values.get(4));
            long unitPrice = quantity <= 0 ? 0 : minorUnits(value, quantity);
            return new FileLine(
                    position,
                    values.get(0),
                    orNothing(values.get(1)),
                    values.get(2),
                    "Product " + values.get(2),
                    new FileLine.Amount(quantity, unitPrice));
        }
    },

    /** Single lines; a line says what one unit cost, in pounds. */
    ONLINE_RETAIL(
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "GBP",
            StandardCharsets.ISO_8859_1) {
        @Override
        FileLine read(long position, CSVRecord values) {
            String name = values.get(2).strip();
            return new FileLine(
                    position,
                    values.get(0),
                    orNothing(values.get(6).replaceFirst("\\.0$", "")),
                    values.get(1),
                    name.isEmpty() ? values.get(1) : name,
                    new FileLine.Amount(Long.parseLong(values.get(3)), minorUnits(new BigDecimal(values.get(5)), 1)));
        }
    };

    private static final int MINOR_DIGITS = 2;

    private final String header;
    private final String currency;
    private final Charset charset;

    FileFormat(String header, String currency, Charset charset) {
        this.header = header;
        this.currency = currency;
        this.charset = charset;
    }

    static Optional<FileFormat> of(String header) {
        for (FileFormat format : values()) {
            if (format.header.equals(header.strip())) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** All headers, for whoever brought another one. */
    static String headers() {
        return COMPLETE_JOURNEY.header + " or " + ONLINE_RETAIL.header;
    }

    String currency() {
        return currency;
    }

    Charset charset() {
        return charset;
    }

    /** @throws Failure if the line is not of this format */
    FileLine line(long position, CSVRecord values) {
        try {
            return read(position, values);
        } catch (IndexOutOfBoundsException | ArithmeticException | NumberFormatException e) {
            throw Failure.of(
                    "Line " + position + " is not what its file's header announces: "
                            + String.join(",", values.values()),
                    e);
        }
    }

    abstract FileLine read(long position, CSVRecord values);

    /** Rounded half up, for a price below half a cent is 0. */
    private static long minorUnits(BigDecimal amount, long units) {
        return amount.movePointRight(MINOR_DIGITS)
                .divide(BigDecimal.valueOf(units), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static @Nullable String orNothing(String value) {
        return value.isBlank() ? null : value;
    }
}
