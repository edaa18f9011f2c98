package dev.millrace.dependencies;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A library in one version.
 *
 * @param group the group's id as a path, {@code io/netty}; of a file it may have folders in front that are not the group's
 */
record Library(String group, String artifact, String version) {
    /** By where a file lies in a Maven repository; nothing if it lies elsewhere. */
    static Optional<Library> ofFile(Path file) {
        Path absolute = file.toAbsolutePath();
        int names = absolute.getNameCount();
        if (names < 4) {
            return Optional.empty();
        }
        String version = absolute.getName(names - 2).toString();
        String artifact = absolute.getName(names - 3).toString();
        return absolute.getName(names - 1).toString().startsWith(artifact + "-" + version)
                ? Optional.of(new Library(absolute.subpath(0, names - 3).toString(), artifact, version))
                : Optional.empty();
    }

    /** Whether it is what the coordinates name, whatever the version. */
    boolean is(String wantedGroup, String wantedArtifact) {
        String path = wantedGroup.replace('.', '/');
        return artifact.equals(wantedArtifact) && (group.equals(path) || group.endsWith("/" + path));
    }

    @Override
    public String toString() {
        return artifact + " " + version;
    }
}
