package dev.millrace;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where compiled classes lie. */
public final class ClassFolder {
    private ClassFolder() {}

    /** The folder, or the archive, that a class was loaded from. */
    public static Path of(Class<?> loaded) {
        try {
            return Path.of(
                    loaded.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
