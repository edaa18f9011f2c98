package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillraceCommandTest {
    @TempDir
    Path folder;

    @Test
    void showsAllCommandsWithoutAnArgumentAndWithHelp() {
        for (CommandRun run : new CommandRun[] {CommandRun.of(), CommandRun.of("help"), CommandRun.of("--help")}) {
            assertThat(run.exitCode()).isZero();
            assertThat(run.output()).contains("migrate", "merchants", "keys");
        }
    }

    @Test
    void explainsOneCommand() {
        assertThat(CommandRun.of("help", "keys").output()).contains("create", "list", "revoke");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        CommandRun run = CommandRun.of("merchant");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Did you mean: millrace merchants");
    }

    @Test
    void saysInOneLineWhichDatabaseItWants() {
        CommandRun run = CommandRun.of("migrate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors().lines()).hasSize(1);
        assertThat(run.errors()).startsWith("millrace: Which database? Give --data DIR");
    }

    @Test
    void saysInOneLineThatAFolderIsNotOurs() {
        CommandRun run = CommandRun.of("merchants", "list", "--data", folder.toString());

        assertThat(run.exitCode()).isOne();
        assertThat(run.errors())
                .isEqualTo("millrace: " + folder
                        + " is no data folder of Millrace; ./millrace demo --data DIR makes one\n");
    }

    @Test
    void saysInOneLineThatASettingDoesNotExist() {
        CommandRun run = CommandRun.of("migrate", "--set", "databse.url=postgresql://localhost/millrace");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors())
                .isEqualTo("millrace: The key databse.url (--set) names no setting; did you mean database.url?\n");
    }

    @Test
    void saysInOneLineThatTheConfigurationFileIsMissing() {
        CommandRun run =
                CommandRun.of("migrate", "--config", folder.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors().lines()).hasSize(1);
    }

    @Test
    void saysInOneLineThatNobodyListens() {
        CommandRun run = CommandRun.of("migrate", "--set", "database.url=postgresql://app:secret@127.0.0.1:1/millrace");

        assertThat(run.exitCode()).isOne();
        assertThat(run.errors().lines()).hasSize(1);
        assertThat(run.errors()).contains("127.0.0.1:1 refused").doesNotContain("secret");
    }
}
