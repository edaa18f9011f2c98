package dev.millrace.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.attack.hostile.Holders;
import dev.millrace.endtoend.ServerPlan;
import dev.millrace.endtoend.ServerProcess;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A server whose limits allow more than its heap holds says so, and ends when it comes to that. */
class OutOfMemoryIT {
    private static final Path LOG = Path.of("target", "out-of-memory.log");
    private static final int CLIENTS = 600;
    private static final int BODY_BYTES = 262_144;
    private static final Pattern JVM_OPTION = Pattern.compile("-XX:\\+ExitOnOutOfMemoryError");

    @Test
    void warnsAtItsStartAndEndsRatherThanToLinger() throws Exception {
        String request = "POST /v1/supplier-callbacks/1/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Millrace-Signature: t=" + Instant.now().getEpochSecond() + ",v1=" + "0".repeat(64)
                + "\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n" + " ".repeat(BODY_BYTES - 1);
        try (TestDatabase database = TestDatabase.create();
                HttpClient http = ApiClient.http()) {
            ServerPlan plan = ServerPlan.on(database.url())
                    .loggingTo(LOG)
                    .onJvmWith("-Xmx80m", launcherOption())
                    .with("memory.bodies_bytes_max", "1024MiB")
                    .with("memory.holder_bodies_bytes_max", "1024MiB")
                    .with("api.request_deadline", "60s");
            try (ServerProcess server = ServerProcess.start(plan, http)) {
                assertThat(Files.readString(LOG)).contains("WARN", "The limits allow", "Raise -Xmx");
                ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
                try (Holders _ = new Holders(
                        server.apiPort(), CLIENTS, request.getBytes(StandardCharsets.US_ASCII), Holders.Reading.ALL)) {
                    process.onExit().get(60, TimeUnit.SECONDS);
                }
                assertThat(process.isAlive()).isFalse();
            }
        }
    }

    /** As the start script has it; the image has the same. */
    private static String launcherOption() throws Exception {
        for (String starts : new String[] {"millrace", "Dockerfile"}) {
            assertThat(Files.readString(Path.of(starts))).as(starts).containsPattern(JVM_OPTION);
        }
        return "-XX:+ExitOnOutOfMemoryError";
    }
}
