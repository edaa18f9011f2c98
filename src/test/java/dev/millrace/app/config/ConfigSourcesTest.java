package dev.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.store.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSourcesTest {
    private static final String PEPPER = "a-pepper-that-nobody-must-ever-see";

    @TempDir
    Path folder;

    @Test
    void givesTheDefaultsWhereNobodySaysAnything() {
        assertThat(new ConfigSources().load()).isEqualTo(MillraceConfig.defaults());
    }

    @Test
    void readsFileThenEnvironmentThenFlagsAndTheLastOneCounts() throws IOException {
        Path file = write("millrace.properties", """
                # where we listen
                api.port = 1001
                management.port = 1002
                lane.lanes = 3
                """);

        MillraceConfig config = new ConfigSources()
                .file(file)
                .environment(Map.of("MILLRACE_API_PORT", "2001", "MILLRACE_MANAGEMENT_PORT", "2002", "HOME", "/"))
                .flags(List.of("api.port=3001"))
                .load();

        assertThat(config.api().listener().port()).isEqualTo(3001);
        assertThat(config.management().port()).isEqualTo(2002);
        assertThat(config.lane().lanes()).isEqualTo(3);
    }

    @Test
    void readsEveryTypeOfValue() {
        MillraceConfig config = new ConfigSources()
                .flags(List.of(
                        "api.host=0.0.0.0",
                        "api.body_bytes_max=1MiB",
                        "api.bulk_bytes_max=512KiB",
                        "api.idle_timeout=250ms",
                        "api.request_deadline=2m",
                        "database.ssl_mode=verify-full",
                        "database.url=postgresql://app:s3cr%40t@db.example:6432/orders",
                        "access.pepper=" + PEPPER))
                .load();

        assertThat(config.api().listener().host()).isEqualTo("0.0.0.0");
        assertThat(config.api().requests().bodyBytesMax()).isEqualTo(1_048_576);
        assertThat(config.api().requests().bulkBytesMax()).isEqualTo(524_288);
        assertThat(config.api().timeouts().idleTimeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.api().timeouts().requestDeadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.database().sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(config.database().url().host()).isEqualTo("db.example");
        assertThat(config.database().url().port()).isEqualTo(6432);
        assertThat(config.database().url().database()).isEqualTo("orders");
        assertThat(config.database().username()).isEqualTo("app");
        assertThat(config.database().secret().reveal()).isEqualTo("s3cr@t");
        assertThat(config.access().pepper().reveal()).isEqualTo(PEPPER);
    }

    @Test
    void refusesAnUnknownKeyInTheFileAndSuggestsTheNearest() throws IOException {
        Path file = write("millrace.properties", "api.prot = 1");

        assertThatThrownBy(() -> new ConfigSources().file(file))
                .isInstanceOf(ConfigFailure.class)
                .hasMessage("The key api.prot (" + file + ") names no setting; did you mean api.port?");
    }

    @Test
    void refusesAnUnknownKeyInAFlagAndSuggestsTheNearest() {
        assertThatThrownBy(() -> new ConfigSources().flags(List.of("lane.batch_max=1")))
                .hasMessageStartingWith("The key lane.batch_max (--set) names no setting; did you mean lane.batch_");
    }

    @Test
    void refusesAnEnvironmentVariableWithOurPrefixThatNamesNothing() {
        assertThatThrownBy(() -> new ConfigSources().environment(Map.of("MILLRACE_DATABASE_URI", "x")))
                .hasMessage("The environment variable MILLRACE_DATABASE_URI names no setting;"
                        + " did you mean MILLRACE_DATABASE_URL?");
    }

    @Test
    void leavesVariablesOfTheStartScriptAndTheTestsAlone() {
        assertThat(new ConfigSources()
                        .environment(Map.of("MILLRACE_JAVA_OPTS", "-Xmx1g", "MILLRACE_TEST_DATABASE_URL", "x"))
                        .load())
                .isEqualTo(MillraceConfig.defaults());
    }

    @Test
    void refusesAFlagWithoutAValue() {
        assertThatThrownBy(() -> new ConfigSources().flags(List.of("api.port")))
                .hasMessage("--set api.port (expected: --set key=value)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api.port                         | 65536     | 0 to 65535
            api.port                         | -1        | 0 to 65535
            api.host                         | ''        | not blank
            api.event_loops                  | 0         | > 0
            api.connections_max              | 0         | > 0
            api.idle_timeout                 | 0s        | > 0
            api.request_deadline             | 0s        | > 0
            api.body_bytes_max               | 0         | > 0
            api.bulk_bytes_max               | 0         | > 0
            api.bulk_lines_max               | 0         | > 0
            api.header_bytes_max             | 0         | > 0
            api.initial_line_bytes_max       | 0         | > 0
            api.json_depth_max               | 3         | 4 to 1000
            api.page_default                 | 0         | > 0
            api.page_max                     | 49        | >= page_default, 50
            api.stock_skus_max               | 0         | > 0
            api.events_default               | 0         | > 0
            api.events_max                   | 99        | >= events_default, 100
            management.port                  | 70000     | 0 to 65535
            database.read_connections        | 0         | > 0
            database.read_queue_max          | 0         | > 0
            database.connect_timeout         | 0s        | > 0
            database.statement_timeout       | 0s        | > 0
            database.lock_timeout            | 0s        | > 0
            lane.lanes                       | 0         | > 0
            lane.batch_commands_max          | 0         | > 0
            lane.batch_lines_max             | 0         | > 0
            lane.batch_bytes_max             | 0         | > 0
            lane.queue_commands_max          | 0         | > 0
            lane.merchant_queue_commands_max | 8193      | 1 to 8192
            lane.append_timeout              | 0s        | > 0
            lane.reconnect_delay_max         | 0s        | > 0
            lane.drain_timeout               | 0s        | > 0
            lane.recent_outcomes_max         | -1        | >= 0
            lane.recent_outcomes_bytes_max   | -1        | >= 0
            lane.state_entries_max           | 0         | > 0
            lane.state_unknown_skus_max      | 0         | > 0
            read.keys_per_query_max          | 0         | > 0
            read.keys_waiting_max            | 0         | > 0
            feed.poll_interval               | 0s        | > 0
            feed.events_bytes_max            | 0         | > 0
            feed.waiters_max                 | 0         | > 0
            feed.merchant_waiters_max        | 10001     | 1 to 10000
            feed.projection_bytes_max        | 0         | > 0
            feed.projection_pause            | 0s        | > 0
            feed.retry_delay_max             | 0s        | > 0
            feed.fill_interval               | 0s        | > 0
            feed.fill_skus_max               | 0         | > 0
            access.cache_entries_max         | 0         | > 0
            """)
    void refusesAValueBeyondItsLimitAndSaysWhatWasExpected(String key, String value, String expected) {
        ConfigSources sources = new ConfigSources().flag(key, value);

        assertThatThrownBy(sources::load)
                .isInstanceOf(ConfigFailure.class)
                .hasMessageStartingWith(key + ": ")
                .hasMessageEndingWith("(expected: " + expected + ") in --set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api.port          | 80a       | 80a (expected: a whole number such as 512, 256KiB or 4MiB)
            api.body_bytes_max| 9999MiB   | 9999MiB (expected: at most 2147483647)
            api.idle_timeout  | 10        | 10 (expected: a duration such as 250ms, 10s, 5m or 1h)
            database.ssl_mode | maybe     | maybe (expected: disable, prefer, require, verify_ca, verify_full)
            database.url      | mysql://x/y | scheme mysql (expected: postgresql://user:password@host:port/database)
            database.url      | postgresql://h | no database name (expected: postgresql://user:password@host:port/database)
            """)
    void refusesAValueOfTheWrongType(String key, String value, String complaint) {
        ConfigSources sources = new ConfigSources().flag(key, value);

        assertThatThrownBy(sources::load).hasMessage(key + ": " + complaint + " in --set");
    }

    @Test
    void readsASecretFromAFile() throws IOException {
        Path file = write("pepper", PEPPER + "\n");

        MillraceConfig config =
                new ConfigSources().flag("access.pepper_file", file.toString()).load();

        assertThat(config.access().pepper().reveal()).isEqualTo(PEPPER);
    }

    @Test
    void refusesASecretThatIsGivenTwiceOrInAFileThatIsMissingOrEmpty() throws IOException {
        Path empty = write("empty", "\n");

        assertThatThrownBy(new ConfigSources()
                        .flag("access.pepper_file", "somewhere")
                        .flag("access.pepper", PEPPER)::load)
                .hasMessage("access.pepper and access.pepper_file are both given");
        assertThatThrownBy(new ConfigSources().flag("access.pepper_file", folder.resolve("none") + "")::load)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(new ConfigSources().flag("access.pepper_file", empty + "")::load)
                .hasMessageContaining("is empty");
    }

    @Test
    void refusesAPepperThatIsTooShortWithoutRepeatingIt() {
        assertThatThrownBy(new ConfigSources().flag("access.pepper", "pepper123")::load)
                .hasMessage("access.pepper (its characters): 9 (expected: 32 to 1024)");
    }

    @Test
    void masksSecretsWhereverAConfigurationIsShown() {
        MillraceConfig config = new ConfigSources()
                .flag("database.url", "postgresql://app:swordfish@localhost/orders")
                .flag("access.pepper", PEPPER)
                .load();

        assertThat(EffectiveConfig.of(config))
                .containsEntry("database.url", "postgresql://app:***@localhost:5432/orders")
                .containsEntry("access.pepper", "***")
                .containsEntry("lane.append_timeout", "5s")
                .containsEntry("database.ssl_mode", "prefer");
        assertThat(config.toString()).doesNotContain("swordfish", PEPPER);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
