package dev.millrace.app.cli;

import dev.millrace.app.node.Await;
import dev.millrace.config.Durations;
import dev.millrace.config.Secret;
import dev.millrace.console.Failure;
import dev.millrace.sandbox.FaultRule;
import dev.millrace.sandbox.SandboxConfig;
import dev.millrace.sandbox.SandboxConfig.Acknowledge;
import dev.millrace.sandbox.SandboxConfig.Pace;
import dev.millrace.sandbox.SandboxSupplier;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace sandbox-supplier}: somebody to buy from, who also fails on demand. */
@Command(
        name = "sandbox-supplier",
        description = {
            "Plays a supplier: takes purchase orders over REST and SOAP, acknowledges them, delivers after a while, and"
                    + " injects faults when it is asked to. Forgets everything when it ends.",
            "docs/suppliers.md says what it speaks."
        },
        mixinStandardHelpOptions = true)
final class SandboxSupplierCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "HOST", description = "To listen on (default: ${DEFAULT-VALUE})")
    private String host = SandboxConfig.defaults().host();

    @Option(names = "--port", paramLabel = "PORT", description = "To listen on (default: ${DEFAULT-VALUE})")
    private int port = SandboxConfig.defaults().port();

    @Option(
            names = "--secret-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the secret for signatures (default: none, unsigned)")
    private @Nullable String secretVariable;

    @Option(
            names = "--callback-url",
            paramLabel = "URL",
            description = "Where to tell what happened, for purchase orders that name no address themselves")
    private @Nullable URI callback;

    @Option(names = "--acknowledge", paramLabel = "HOW", description = "response or callback (default: response)")
    private String acknowledge = "response";

    @Option(names = "--acknowledge-after", paramLabel = "TIME", description = "If by callback (default: 1s)")
    private String acknowledgeAfter = "1s";

    @Option(
            names = "--deliver-after",
            paramLabel = "TIME",
            description = "From the acknowledgement on, and between parts; never for none at all (default: 5s)")
    private String deliverAfter = "5s";

    @Option(names = "--parts", paramLabel = "N", description = "Deliveries for each order (default: 1)")
    private int parts = 1;

    @Option(
            names = "--fault",
            paramLabel = "WHAT",
            description =
                    "For example drop_after:3, error:2@ask; slow, too_many, unavailable, error, error_after, fault,"
                            + " drop, drop_after, cut_after, garbage_after, conflict, unauthorized, redirect. Repeatable.")
    private List<String> faults = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        SandboxConfig config = config();
        List<FaultRule> planned = planned();
        if (port != 0) {
            Ports.requireFree(host, port, "--port");
        }
        Vertx vertx = Vertx.vertx();
        SandboxSupplier supplier = new SandboxSupplier(config, Clock.tickMillis(ZoneOffset.UTC), planned);
        try {
            Await.of(vertx.deployVerticle(supplier));
        } catch (RuntimeException failure) {
            Await.of(vertx.close());
            throw failure;
        }
        String address = "http://" + host + ":" + supplier.port();
        spec.commandLine().getOut().println("""
                The sandbox supplier is open.

                  REST       %s
                  SOAP       %s/soap, described by %s/soap?wsdl
                  Its book   curl -sS %s/sandbox/purchase-orders; echo
                  Trouble    curl -sS %s/sandbox/faults -d '{"fault":"drop_after","requests":3}'; echo

                Stop with Ctrl-C.""".formatted(address, address, address, address, address));
        spec.commandLine().getOut().flush();
        Signals.stopWith(() -> Await.of(vertx.close()));
        return 0;
    }

    private SandboxConfig config() {
        try {
            Duration delivery = deliverAfter.equals("never") ? null : Durations.parse(deliverAfter);
            return new SandboxConfig(
                    host,
                    port,
                    secret(),
                    callback,
                    acknowledgement(),
                    new Pace(Durations.parse(acknowledgeAfter), delivery, parts));
        } catch (IllegalArgumentException e) {
            throw Failure.ofUsage(String.valueOf(e.getMessage()));
        }
    }

    private Acknowledge acknowledgement() {
        return switch (acknowledge) {
            case "response" -> Acknowledge.RESPONSE;
            case "callback" -> Acknowledge.CALLBACK;
            default ->
                throw new IllegalArgumentException(
                        "--acknowledge: " + acknowledge + " (expected: response or callback)");
        };
    }

    private Secret secret() {
        if (secretVariable == null) {
            return Secret.none();
        }
        String value = System.getenv(secretVariable);
        if (value == null || value.isEmpty()) {
            throw Failure.ofUsage("the environment variable " + secretVariable + " is empty");
        }
        return Secret.of(value);
    }

    private List<FaultRule> planned() {
        try {
            return faults.stream().map(FaultRule::parse).toList();
        } catch (IllegalArgumentException e) {
            throw Failure.ofUsage("--fault " + e.getMessage());
        }
    }
}
