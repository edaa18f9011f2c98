package dev.millrace.app;

import dev.millrace.app.cli.MillraceCommand;
import dev.millrace.app.logging.Logging;

/** The entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Logging.gather();
        System.exit(MillraceCommand.run(arguments));
    }
}
