package dev.millrace.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.TestDatabase;
import dev.millrace.console.Failure;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
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
        assertThat(migrations.migrate()).isNotEmpty().first().isEqualTo("V001 merchants");
        assertThat(migrations.migrate()).isEmpty();
        assertThatCode(migrations::check).doesNotThrowAnyException();
    }

    @Test
    void knowsWhichOfItsMigrationsIsTheNewest() {
        assertThat(migrations.migrate()).last().asString().startsWith(Migrations.NEWEST + " ");
    }

    @Test
    void refusesASchemaThatLacksSomethingAndSaysWhatToDo() {
        assertThatThrownBy(migrations::check)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("The database's schema lacks V001 merchants")
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
    void refusesADatabaseWhoseMigrationsWereNumberedOtherwise() throws SQLException {
        migrations.migrate();
        int begun = applied();
        asBeforeTheFirstRelease();

        assertThatThrownBy(migrations::check).satisfies(MigrationsIT::saysThatItCannotBeUpgraded);
        assertThatThrownBy(migrations::migrate).satisfies(MigrationsIT::saysThatItCannotBeUpgraded);
        assertThat(applied()).as("nothing was applied").isEqualTo(begun + 1);
    }

    /** Under the numbers of this release stand other migrations, and there is one more than this release has. */
    private void asBeforeTheFirstRelease() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE flyway_schema_history SET description = 'core', checksum = 1 WHERE version = '001'");
            statement.execute("UPDATE flyway_schema_history SET checksum = 2 WHERE version = '002'");
            statement.execute("""
                    INSERT INTO flyway_schema_history
                      SELECT installed_rank + 100, '099', 'hot rows', type, script, checksum, installed_by, installed_on,
                        execution_time, success
                      FROM flyway_schema_history WHERE version = '001'
                    """);
        }
    }

    private static void saysThatItCannotBeUpgraded(Throwable failure) {
        assertThat(failure)
                .isInstanceOf(Failure.class)
                .hasMessage("The database's schema was made by other migrations than this release has: V001, V002."
                        + " It cannot be upgraded. Make an empty database and run ./millrace migrate; for the"
                        + " demo, run ./millrace demo --fresh");
    }

    private int applied() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM flyway_schema_history")) {
            count.next();
            return count.getInt(1);
        }
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
