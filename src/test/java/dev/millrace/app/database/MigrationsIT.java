package dev.millrace.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.TestDatabase;
import dev.millrace.console.Failure;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.createEmpty();

    private final Migrations migrations = new Migrations(database.config());

    @Test
    void migratesAnEmptyDatabaseOnceAndThenHasNothingToDo() {
        assertThat(migrations.migrate()).isNotEmpty().first().isEqualTo("V001 core");
        assertThat(migrations.migrate()).isEmpty();
        assertThatCode(migrations::check).doesNotThrowAnyException();
    }

    @Test
    void refusesASchemaThatLacksSomethingAndSaysWhatToDo() {
        assertThatThrownBy(migrations::check)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("The database's schema lacks V001 core")
                .hasMessageEndingWith("run ./millrace migrate");
    }

    @Test
    void refusesASchemaThatIsNewerThanThisRelease() throws SQLException {
        migrations.migrate();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO flyway_schema_history
                      SELECT installed_rank + 100, '900', 'from the future', type, script, checksum, installed_by,
                        installed_on, execution_time, success
                      FROM flyway_schema_history WHERE version = '001'
                    """);
        }

        assertThatThrownBy(migrations::check)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("newer than this release")
                .hasMessageContaining("V900 from the future");
    }

    @Test
    void saysInOneLineThatTheDatabaseDoesNotAnswer() {
        DatabaseUrl url = database.url();
        DatabaseUrl nowhere = new DatabaseUrl(url.host(), 1, url.database(), url.user(), url.password());

        assertThatThrownBy(() -> new Migrations(DatabaseConfig.at(nowhere)).check())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("refused")
                .message()
                .doesNotContain("\n");
    }
}
