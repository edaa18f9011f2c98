package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    @Test
    void givesEveryCallerADatabaseOfItsOwnWithTheWholeSchema() throws SQLException {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            execute(one, "INSERT INTO merchants (name) VALUES ('only here')");

            assertThat(count(one, "SELECT count(*) FROM merchants")).isOne();
            assertThat(count(other, "SELECT count(*) FROM merchants")).isZero();
        }
    }

    @Test
    void givesADatabaseWithoutASchemaToThoseWhoTestMigrations() throws SQLException {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            assertThat(count(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isZero();
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
