package dev.millrace.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command came to: its exit code and what it printed. */
record CommandRun(int exitCode, String output, String errors) {
    static CommandRun of(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command = MillraceCommand.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true));
        int exitCode = command.execute(arguments);
        return new CommandRun(exitCode, output.toString(), errors.toString());
    }
}
