package dev.millrace.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Objects;
import java.util.jar.Attributes;

/**
 * What the build stamped into the jar's manifest.
 *
 * @param version the one of the pom, or {@code development} for classes that are in no jar
 * @param commit the commit that was built, or {@code unknown} for sources that were in no git repository
 */
record BuildInfo(String version, String commit) {
    static BuildInfo current() {
        URL self = Objects.requireNonNull(BuildInfo.class.getResource("BuildInfo.class"));
        try {
            return of(
                    self.openConnection() instanceof JarURLConnection jar
                            ? Objects.requireNonNullElseGet(jar.getMainAttributes(), Attributes::new)
                            : new Attributes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BuildInfo of(Attributes manifest) {
        return new BuildInfo(
                Objects.requireNonNullElse(manifest.getValue("Implementation-Version"), "development"),
                Objects.requireNonNullElse(manifest.getValue("Implementation-Build"), "unknown"));
    }
}
