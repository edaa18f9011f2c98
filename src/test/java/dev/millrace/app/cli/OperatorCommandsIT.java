package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.config.Secret;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OperatorCommandsIT {
    private static final String PEPPER = "a-pepper-for-the-operators-commands";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void makesAndListsMerchantsAndRefusesANameThatIsTaken() {
        CommandRun made = run("merchants", "create", "acme");
        CommandRun again = run("merchants", "create", "acme");
        CommandRun listed = run("merchants", "list");

        assertThat(made.exitCode()).isZero();
        assertThat(made.output()).startsWith("Made merchant acme (id 1)");
        assertThat(again.exitCode()).isOne();
        assertThat(again.errors()).isEqualTo("millrace: There is a merchant named acme already\n");
        assertThat(listed.output()).containsPattern("1 +acme +[0-9a-z]{10}");
    }

    @Test
    void makesAKeyOfWhichOnlyTheHashIsKept() throws SQLException {
        run("merchants", "create", "acme");

        CommandRun made = run(
                "keys", "create", "--merchant", "acme", "--name", "importer", "--scope", "read", "--scope", "write");

        KeyText key = Objects.requireNonNull(KeyText.parse(made.output().strip()));
        assertThat(storedHmacs(new KeyHasher(Secret.of(PEPPER)).hash(key))).isOne();
        assertThat(run("keys", "list").output())
                .contains("acme", "importer", "read,write", key.hint(), "good")
                .doesNotContain(key.reveal());
    }

    @Test
    void makesAKeyThatExpiresAndSaysWhen() throws SQLException {
        run("merchants", "create", "acme");

        CommandRun made = run(
                "keys",
                "create",
                "--merchant",
                "acme",
                "--name",
                "guest",
                "--scope",
                "read",
                "--expires",
                "2099-01-31T00:00:00Z");

        assertThat(made.errors()).endsWith("It expires at 2099-01-31T00:00:00Z.\n");
        assertThat(run("keys", "list").output()).contains("until 2099-01-31T00:00:00Z");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE api_keys SET expires_at = '2026-01-31T00:00:00Z'");
        }
        assertThat(run("keys", "list").output()).contains("expired 2026-01-31T00:00:00Z");
        assertThat(run("keys", "create", "--merchant", "acme", "--name", "n", "--scope", "read", "--expires", "soon")
                        .errors())
                .startsWith("millrace: --expires soon (expected: a date-time such as");
    }

    @Test
    void revokesAKeyOnce() {
        run("merchants", "create", "acme");
        run("keys", "create", "--merchant", "acme", "--name", "importer", "--scope", "read");
        String id = run("keys", "list", "--merchant", "acme")
                .output()
                .lines()
                .flatMap(line -> Stream.of(line.split(" +")))
                .filter(word -> word.startsWith("key_"))
                .findFirst()
                .orElseThrow();

        assertThat(run("keys", "revoke", id).exitCode()).isZero();
        assertThat(run("keys", "revoke", id).errors())
                .isEqualTo("millrace: There is no such key, or it is revoked already\n");
        assertThat(run("keys", "list").output()).contains("revoked 20");
    }

    @Test
    void saysPreciselyWhatIsWrong() {
        assertThat(run("keys", "create", "--merchant", "nobody", "--name", "n", "--scope", "read")
                        .errors())
                .startsWith("millrace: There is no merchant named nobody");
        assertThat(run("keys", "create", "--merchant", "m", "--name", "n", "--scope", "admin")
                        .errors())
                .isEqualTo("millrace: --scope admin (expected: read or write)\n");
        assertThat(run("keys", "revoke", "key_1").errors()).startsWith("millrace: key_1 is no id of a key");
        assertThat(run("merchants", "create", " ").errors()).startsWith("millrace: A merchant's name has 1 to 64");
    }

    @Test
    void refusesASchemaThatIsNotUpToDate() {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            CommandRun run = CommandRun.of("merchants", "list", "--set", "database.url=" + urlOf(empty));

            assertThat(run.exitCode()).isOne();
            assertThat(run.errors()).contains("run ./millrace migrate");
        }
    }

    @Test
    void migratesAnEmptyDatabase() {
        try (TestDatabase empty = TestDatabase.createEmpty()) {
            CommandRun run = CommandRun.of("migrate", "--set", "database.url=" + urlOf(empty));

            assertThat(run.exitCode()).isZero();
            assertThat(run.output()).startsWith("applied V001 merchants\n").endsWith("The schema is up to date.\n");
        }
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--set", "database.url=" + urlOf(database), "--set", "access.pepper=" + PEPPER))
                .toArray(String[]::new));
    }

    static String urlOf(TestDatabase database) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                        database.url().user(),
                        database.url().password().reveal(),
                        database.url().host(),
                        database.url().port(),
                        database.url().database());
    }

    private long storedHmacs(byte[] hmac) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM api_keys WHERE key_hmac = ?")) {
            statement.setBytes(1, hmac);
            ResultSet result = statement.executeQuery();
            result.next();
            return result.getLong(1);
        }
    }
}
