package dev.millrace.attack.hostile;

import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Site;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Many clients at once who all send the same and then hold on ({@link Holders}).
 *
 * @param port which of the site's ports they come to
 * @param request what each of them sends
 */
record HeldConnections(
        String name,
        String title,
        int clients,
        ToIntFunction<Site> port,
        Function<Site, String> request,
        Holders.Reading reading)
        implements Hostility {
    private static final int BODY_BYTES = 262_144;
    private static final int NEARLY_ALL = 262_000;
    private static final int CHUNKS = 262_000;

    /** Those who need no more than connections. */
    static List<Hostility> all() {
        return List.of(
                new HeldConnections(
                        "slow-callbacks",
                        "3,000 callbacks of suppliers with all of a large body but its end, and without a key",
                        3_000,
                        Site::port,
                        _ -> callback() + "Content-Length: " + BODY_BYTES + "\r\n\r\n" + " ".repeat(NEARLY_ALL),
                        Holders.Reading.ALL),
                new HeldConnections(
                        "slow-orders",
                        "1,000 orders of one merchant with all of a large body but its end",
                        1_000,
                        Site::port,
                        site -> order(site) + "Content-Length: " + BODY_BYTES + "\r\n\r\n" + " ".repeat(NEARLY_ALL),
                        Holders.Reading.ALL),
                new HeldConnections(
                        "tiny-chunks",
                        "8 clients who send 262,000 chunks of one byte, again and again",
                        8,
                        Site::port,
                        site -> order(site) + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n \r\n".repeat(CHUNKS),
                        Holders.Reading.ALL),
                new HeldConnections(
                        "unread-docs",
                        "1,600 clients who ask for the largest file and read nothing of it",
                        1_600,
                        Site::port,
                        _ -> get("/docs/swagger-ui-bundle.js", ""),
                        Holders.Reading.NOTHING),
                new HeldConnections(
                        "unread-lists",
                        "300 connections of one merchant who asks for 200 lists on each and reads none",
                        300,
                        Site::port,
                        site -> get("/v1/products?limit=100", authorization(site))
                                .repeat(200),
                        Holders.Reading.NOTHING),
                new HeldConnections(
                        "many-heads",
                        "500 clients who send requests without end, each as small as can be, and read no answer",
                        500,
                        Site::port,
                        _ -> get("/none", "").repeat(5_000),
                        Holders.Reading.NOTHING),
                new HeldConnections(
                        "large-heads",
                        "3,000 clients who send headers as large as they may be, and no end of them",
                        3_000,
                        Site::port,
                        _ -> "GET /v1/stock HTTP/1.1\r\nHost: x\r\n"
                                + ("X-Large: " + "x".repeat(2_000) + "\r\n").repeat(7),
                        Holders.Reading.ALL),
                new HeldConnections(
                        "management",
                        "500 clients of the management port who ask for 200 scrapes and read none",
                        500,
                        Site::managementPort,
                        _ -> get("/metrics", "").repeat(200),
                        Holders.Reading.NOTHING));
    }

    @Override
    public Attack begin(Site site) {
        byte[] bytes = request.apply(site).getBytes(StandardCharsets.US_ASCII);
        return new Held(new Holders(port.applyAsInt(site), clients, bytes, reading));
    }

    /** A signature that may fit, as anybody can write one. */
    private static String callback() {
        return "POST /v1/supplier-callbacks/1/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Millrace-Signature: t=" + Instant.now().getEpochSecond() + ",v1=" + "0".repeat(64) + "\r\n";
    }

    private static String order(Site site) {
        return "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: hostile\r\n"
                + authorization(site);
    }

    private static String authorization(Site site) {
        return "Authorization: Bearer " + site.openMerchant("hostile").apiKey() + "\r\n";
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
    }

    private record Held(Holders holders) implements Attack {
        @Override
        public void report(Report report) {
            report.fact("held", "%d connections, %d times sent away", holders.open(), holders.sentAway());
        }

        @Override
        public void close() {
            holders.close();
        }
    }
}
