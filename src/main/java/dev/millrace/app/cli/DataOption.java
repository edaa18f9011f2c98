package dev.millrace.app.cli;

import java.nio.file.Path;

/** Where the demo keeps its data, unless told otherwise. */
final class DataOption {
    /** Set by the start script, so that the folder does not depend on where the script is called from. */
    private static final String HOME_PROPERTY = "millrace.home";

    private DataOption() {}

    static Path defaultFolder() {
        return Path.of(System.getProperty(HOME_PROPERTY, ""), ".millrace").toAbsolutePath();
    }
}
