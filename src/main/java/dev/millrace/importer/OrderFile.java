package dev.millrace.importer;

import dev.millrace.console.Failure;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of orders, read whole: about 100 bytes of memory for a line.
 *
 * @param orders the lines of each order by its number, both in the file's order
 */
record OrderFile(FileFormat format, Map<String, List<FileLine>> orders) {
    private static final CSVFormat CSV = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    /** @throws Failure if it cannot be read, or is of no known format */
    static OrderFile read(Path path) {
        try {
            FileFormat format;
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(open(path), StandardCharsets.ISO_8859_1))) {
                String header = reader.readLine();
                format = FileFormat.of(header == null ? "" : header)
                        .orElseThrow(() -> Failure.of(
                                path + " is of no known format: its first line should be " + FileFormat.headers()));
            }
            try (CSVParser records = CSV.parse(new InputStreamReader(open(path), format.charset()))) {
                return new OrderFile(format, orders(format, records));
            }
        } catch (NoSuchFileException e) {
            throw Failure.of("There is no file " + path, e);
        } catch (IOException e) {
            throw Failure.of(path + " cannot be read: " + e, e);
        } catch (UncheckedIOException e) {
            throw Failure.of(path + " cannot be read: " + e.getCause(), e);
        }
    }

    long lineCount() {
        return orders.values().stream().mapToLong(List::size).sum();
    }

    private static Map<String, List<FileLine>> orders(FileFormat format, CSVParser records) {
        Map<String, List<FileLine>> orders = new LinkedHashMap<>();
        for (CSVRecord values : records) {
            if (values.size() > 1 || !values.get(0).isBlank()) {
                FileLine line = format.line(records.getCurrentLineNumber(), values);
                orders.computeIfAbsent(line.order(), _ -> new ArrayList<>()).add(line);
            }
        }
        return orders;
    }

    /** Compressed or not, whatever its name. */
    private static InputStream open(Path path) throws IOException {
        BufferedInputStream plain = new BufferedInputStream(Files.newInputStream(path));
        plain.mark(2);
        boolean compressed = plain.read() == 0x1f && plain.read() == 0x8b;
        plain.reset();
        return compressed ? new GZIPInputStream(plain) : plain;
    }
}
