package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.database.Migrations;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

class VersionCommandTest {
    @Test
    void tellsVersionCommitSchemaAndJava() {
        CommandRun run = CommandRun.of("version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output().lines())
                .containsExactly(
                        "version " + BuildInfo.current().version(),
                        "commit  " + BuildInfo.current().commit(),
                        "schema  " + Migrations.NEWEST,
                        "java    " + Runtime.version());
    }

    @Test
    void isWhatTheManifestSays() {
        Attributes manifest = new Attributes();
        manifest.putValue("Implementation-Version", "1.2.3");
        manifest.putValue("Implementation-Build", "0123456789ab");

        assertThat(BuildInfo.of(manifest)).isEqualTo(new BuildInfo("1.2.3", "0123456789ab"));
    }

    @Test
    void isDevelopmentOfAnUnknownCommitWhereThereIsNoJar() {
        assertThat(BuildInfo.of(new Attributes())).isEqualTo(new BuildInfo("development", "unknown"));
    }
}
