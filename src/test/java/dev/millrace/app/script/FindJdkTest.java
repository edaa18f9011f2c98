package dev.millrace.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script's search for a JDK, among folders that only look like JDKs. */
class FindJdkTest {
    @TempDir
    Path folder;

    private Path tools;

    @BeforeEach
    void putTheShellsToolsOnAPathWithoutJava() throws IOException {
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : new String[] {"sed", "head", "dirname", "readlink", "cat"}) {
            executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
    }

    @Test
    void takesTheJdkOfJavaHomeIfItIsNewEnough() throws Exception {
        Path home = jdk("anywhere/jdk", "25.0.1");

        assertThat(find(Map.of("JAVA_HOME", home.toString()), "").line()).isEqualTo(home.toString());
    }

    @Test
    void takesANewerOneToo() throws Exception {
        Path home = jdk("anywhere/jdk", "26");

        assertThat(find(Map.of("JAVA_HOME", home.toString()), "").line()).isEqualTo(home.toString());
    }

    @Test
    void passesAJavaHomeThatIsTooOld() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path installed = jdk("jvm/temurin-25", "25.0.1");

        assertThat(find(Map.of("JAVA_HOME", old.toString()), folder.resolve("jvm") + "")
                        .line())
                .isEqualTo(installed.toString());
    }

    @Test
    void followsTheLinksOfTheJavaOnThePath() throws Exception {
        Path home = jdk("jvm/temurin-25", "25.0.1");
        Path alternatives = Files.createDirectory(folder.resolve("alternatives"));
        Files.createSymbolicLink(
                alternatives.resolve("java"), home.resolve("bin").resolve("java"));
        Files.createSymbolicLink(tools.resolve("java"), alternatives.resolve("java"));

        assertThat(find(Map.of(), "").line()).isEqualTo(home.toString());
    }

    @Test
    void takesTheNewestOfAPlaceAndTheFirstPlaceThatHasOne() throws Exception {
        jdk("first/java-17", "17.0.2");
        jdk("second/java-8", "1.8.0_402");
        jdk("second/java-25", "25.0.1");
        Path newest = jdk("second/java-27", "27-ea");
        jdk("third/java-28", "28");

        assertThat(find(
                                Map.of(),
                                folder.resolve("first") + ":" + folder.resolve("second") + ":"
                                        + folder.resolve("third"))
                        .line())
                .isEqualTo(newest.toString());
    }

    @Test
    void looksWhereMacAndHomebrewKeepTheirs() throws Exception {
        Path mac = jdk("mac/temurin-25.jdk/Contents/Home", "25.0.1");
        Path brew = jdk("brew/openjdk@25/libexec/openjdk.jdk/Contents/Home", "25.0.1");

        assertThat(find(Map.of(), folder.resolve("mac") + "").line()).isEqualTo(mac.toString());
        assertThat(find(Map.of(), folder.resolve("brew") + "").line()).isEqualTo(brew.toString());
    }

    @Test
    void asksTheJavaItselfWhereTheReleaseFileIsMissing() throws Exception {
        Path home = jdk("jvm/odd", "25.0.1");
        Files.delete(home.resolve("release"));

        assertThat(find(Map.of(), folder.resolve("jvm") + "").line()).isEqualTo(home.toString());
    }

    @Test
    void doesNotTakeARuntimeWithoutACompiler() throws Exception {
        Path home = jdk("jvm/jre", "25.0.1");
        Files.delete(home.resolve("bin").resolve("javac"));

        assertThat(find(Map.of(), folder.resolve("jvm") + "").exitCode()).isOne();
    }

    @Test
    void survivesFoldersWithSpaces() throws Exception {
        Path home = jdk("my jdks/jdk 25", "25.0.1");

        assertThat(find(Map.of(), folder.resolve("my jdks") + "").line()).isEqualTo(home.toString());
    }

    @Test
    void saysWhatItSawAndWhatToDoWhereThereIsNone() throws Exception {
        Path old = jdk("old", "17.0.15");
        Files.createSymbolicLink(tools.resolve("java"), old.resolve("bin").resolve("java"));

        Run run = find(Map.of("JAVA_HOME", old.toString()), "");

        assertThat(run.exitCode()).isOne();
        assertThat(run.output())
                .contains("needs a JDK of version 25 or newer and found none")
                .contains("JAVA_HOME:    " + old)
                .contains("java on PATH: openjdk version \"17.0.15\"");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path bin = Files.createDirectories(home.resolve("bin"));
        executable(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
        executable(bin.resolve("javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run find(Map<String, String> environment, String folders) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/bash",
                        Path.of("scripts", "find-jdk").toAbsolutePath().toString())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("JDK_FOLDERS", folders);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Run(int exitCode, String output) {
        String line() {
            return output.strip();
        }
    }
}
