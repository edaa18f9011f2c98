package dev.millrace.app.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where logs go. Until something else is said, only warnings are shown, as plain text on standard error, so that a
 * command's own output stays clean.
 */
public final class Logging {
    private Logging() {}

    /** Every line as JSON on standard output, as containers want it. */
    public static void jsonToStandardOutput() {
        configure("logback-stdout.xml");
    }

    /** Every line as JSON into a file, which is continued and rolled when it is large. */
    public static void jsonToFile(Path file) {
        System.setProperty("millrace.log.file", file.toString());
        configure("logback-file.xml");
    }

    private static void configure(String resource) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        URL configuration =
                Objects.requireNonNull(Logging.class.getClassLoader().getResource(resource), resource);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        context.reset();
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    /** Routes what others log through the JDK's and Vert.x's own ways here. Before anything else happens. */
    public static void gather() {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
