package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every statement that we send is one that the migrated schema understands. */
class SqlStatementsIT {
    private static final List<String> ROOMS = List.of("dev.millrace.store", "dev.millrace.feed", "dev.millrace.lane");

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void everyStatementCanBePrepared() {
        Map<String, String> statements = statements();

        assertThat(statements)
                .as("statements found, so that the search for them cannot fail in silence")
                .containsKeys("OrderReads.ORDERS_BY_ID", "EventReader.EVENTS_AFTER", "FillFinder.WAITING_PRODUCTS");
        assertAll(statements.entrySet().stream()
                .map(statement -> () -> prepare(statement.getKey(), statement.getValue())));
    }

    private static void prepare(String name, String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PREPARE tried AS " + numbered(sql));
        } catch (SQLException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    /** JDBC's parameters, which the audit's statements have, as PostgreSQL's own. */
    private static String numbered(String sql) {
        AtomicInteger position = new AtomicInteger();
        return Pattern.compile("\\?").matcher(sql).replaceAll(_ -> "\\$" + position.incrementAndGet());
    }

    /** SQL is kept in text blocks, and text blocks end with a line break. */
    private static Map<String, String> statements() {
        Map<String, String> statements = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOMS).stream()
                        .map(JavaClass::reflect)
                        .flatMap(SqlStatementsIT::constants)
                        .forEach(field -> statements.put(nameOf(field), valueOf(field)));
        statements.values().removeIf(value -> !value.endsWith("\n"));
        return statements;
    }

    private static Stream<Field> constants(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class);
    }

    private static String nameOf(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    private static String valueOf(Field field) {
        try {
            field.setAccessible(true);
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(nameOf(field), e);
        }
    }
}
