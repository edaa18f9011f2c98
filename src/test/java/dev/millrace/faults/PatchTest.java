package dev.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchTest {
    private static final Path FILE = Path.of("src", "Rule.java");
    private static final Patch PATCH = Patch.parse("""
            --- a/src/Rule.java
            +++ b/src/Rule.java
            @@ -1,2 +1,2 @@
             if (
            -rule
            +true
            """.lines().toList());

    @TempDir
    private Path root;

    @Test
    void findsItsLinesWhereverTheyHaveMovedTo() throws IOException {
        write("new\nlines\nif (\nrule\n)\n");

        assertThat(PATCH.apply(root)).containsExactly(java.util.Map.entry(FILE, "new\nlines\nif (\ntrue\n)\n"));
    }

    @Test
    void changesNothingButWhatItReturns() throws IOException {
        write("if (\nrule\n)\n");
        PATCH.apply(root);

        assertThat(root.resolve(FILE)).content().isEqualTo("if (\nrule\n)\n");
    }

    @Test
    void doesNotApplyWhereItsLinesAreGone() throws IOException {
        write("if (\nanother rule\n)\n");

        assertThatThrownBy(() -> PATCH.apply(root))
                .isInstanceOf(Patch.DoesNotApply.class)
                .hasMessageContaining("not there any more");
    }

    @Test
    void doesNotChooseBetweenTwoPlaces() throws IOException {
        write("if (\nrule\n)\nif (\nrule\n)\n");

        assertThatThrownBy(() -> PATCH.apply(root))
                .isInstanceOf(Patch.DoesNotApply.class)
                .hasMessageContaining("more than once");
    }

    @Test
    void doesNotApplyToAFileThatIsGone() {
        assertThatThrownBy(() -> PATCH.apply(root))
                .isInstanceOf(Patch.DoesNotApply.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void changesTwoPlacesOfAFileAndTwoFiles() throws IOException {
        Patch patch = Patch.parse(List.of(
                "--- a/a", "+++ b/a", "@@ @@", "-one", "@@ @@", "-two", "+2", "--- a/b", "+++ b/b", "@@ @@", " x",
                "+y"));
        Files.writeString(root.resolve("a"), "one\ntwo\n");
        Files.writeString(root.resolve("b"), "x\n");

        assertThat(patch.apply(root)).containsEntry(Path.of("a"), "2\n").containsEntry(Path.of("b"), "x\ny\n");
    }

    @Test
    void takesACommentOfSqlForALine() throws IOException {
        Patch patch = Patch.parse(List.of("--- a/a", "+++ b/a", "@@ @@", "--- why", "-lock"));
        Files.writeString(root.resolve("a"), "-- why\nlock\nread\n");

        assertThat(patch.apply(root)).containsEntry(Path.of("a"), "read\n");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(root.resolve(FILE).getParent());
        Files.writeString(root.resolve(FILE), text);
    }
}
