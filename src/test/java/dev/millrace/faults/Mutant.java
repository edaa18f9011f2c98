package dev.millrace.faults;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The compiled program with a patch in it, in a folder of its own; neither the sources nor the build are touched. Only
 * the packages of the patched files are compiled anew, without linters: constants live on in the classes that use them,
 * and those are in the same package.
 */
final class Mutant {
    private static final Path JAVA = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path CLASSES = Path.of("target/classes");

    private final Path folder;

    /** @param folder an empty one */
    Mutant(Path folder) {
        this.folder = folder;
    }

    Path classes() {
        return folder.resolve("classes");
    }

    /** The class path of the tests with this program instead of ours. */
    String classPath() {
        StringBuilder path = new StringBuilder(classes().toString());
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            if (!Path.of(entry).toAbsolutePath().equals(CLASSES.toAbsolutePath())) {
                path.append(java.io.File.pathSeparator).append(entry);
            }
        }
        return path.toString();
    }

    /** @return why it cannot be made, or null if it was */
    @Nullable
    Verdict make(Patch patch) throws IOException {
        Map<Path, String> patched;
        try {
            patched = patch.apply(Path.of(""));
        } catch (Patch.DoesNotApply e) {
            return new Verdict.DoesNotApply(String.valueOf(e.getMessage()));
        }
        copy(CLASSES, classes());
        Set<Path> sources = new LinkedHashSet<>();
        for (Map.Entry<Path, String> file : patched.entrySet()) {
            if (file.getKey().startsWith(RESOURCES)) {
                Files.writeString(classes().resolve(RESOURCES.relativize(file.getKey())), file.getValue());
            } else if (file.getKey().startsWith(JAVA)) {
                write(file.getKey(), file.getValue(), patched.keySet(), sources);
            } else {
                return new Verdict.DoesNotApply(file.getKey() + " is not of the program");
            }
        }
        String errors = compile(List.copyOf(sources));
        return errors.isEmpty() ? null : new Verdict.DoesNotCompile(errors);
    }

    private void write(Path file, String text, Set<Path> patched, Set<Path> sources) throws IOException {
        Path written = folder.resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, text);
        sources.add(written);
        try (Stream<Path> neighbours = Files.list(file.getParent())) {
            neighbours
                    .filter(each -> each.toString().endsWith(".java") && !patched.contains(each))
                    .forEach(sources::add);
        }
    }

    private String compile(List<Path> sources) throws IOException {
        if (sources.isEmpty()) {
            return "";
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-Xlint:none",
                    "-parameters",
                    "-implicit:none",
                    "-d",
                    classes().toString());
            boolean compiled = compiler.getTask(
                            errors, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            return compiled ? "" : errors.toString().strip();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
