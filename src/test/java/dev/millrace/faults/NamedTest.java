package dev.millrace.faults;

import dev.millrace.ClassFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A test as the documentation names it: {@code SimpleClassName#methodName}. */
public record NamedTest(String type, String method) {
    private static final String SUFFIX = ".class";
    private static final Map<String, List<String>> CLASSES = testsBySimpleName();

    public static NamedTest parse(String text) {
        String[] parts = text.split("#", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(text + " (expected: Class#method)");
        }
        return new NamedTest(parts[0], parts[1]);
    }

    /** Whether it starts what it needs, a database among it. */
    boolean needsDatabase() {
        return type.endsWith("IT");
    }

    /** The class that stands among the tests under this simple name. */
    public Class<?> find() {
        List<String> found = CLASSES.getOrDefault(type, List.of());
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " classes are called " + type);
        }
        try {
            // Not initialized: many tests start a database as they are.
            return Class.forName(found.getFirst(), false, NamedTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its method, which may stand in a class above, or null if there is none. */
    public @Nullable Method findMethod() {
        for (Class<?> each = find(); each != null; each = each.getSuperclass()) {
            for (Method candidate : each.getDeclaredMethods()) {
                if (candidate.getName().equals(method) && candidate.getAnnotations().length > 0) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static Map<String, List<String>> testsBySimpleName() {
        Path root = ClassFolder.of(NamedTest.class);
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length())
                            .replace(root.getFileSystem().getSeparator(), "."))
                    .collect(Collectors.groupingBy(name -> name.substring(name.lastIndexOf('.') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return type + "#" + method;
    }
}
