package dev.millrace.attack.hostile;

import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Site;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Callbacks of suppliers without end: all of a large body but its last bytes, and then silence. It needs no key. */
final class SlowBodies implements Hostility {
    private static final int CLIENTS = 3_000;
    private static final int ANNOUNCED = 262_144;
    private static final int SENT = 262_000;

    @Override
    public String name() {
        return "slow-callbacks";
    }

    @Override
    public String title() {
        return CLIENTS + " callbacks with " + SENT + " bytes each that do not end";
    }

    @Override
    public Attack begin(Site site) {
        byte[] head = ("POST /v1/supplier-callbacks/1/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + ANNOUNCED + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + SENT);
        Arrays.fill(request, head.length, request.length, (byte) ' ');
        return new HoldersAttack(new Holders(site.port(), CLIENTS, request, Holders.Reading.ALL));
    }

    /** Holders who are an attack by being there. */
    record HoldersAttack(Holders holders) implements Attack {
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
