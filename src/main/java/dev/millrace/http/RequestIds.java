package dev.millrace.http;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The ids under which requests are found in logs: the client's own where it sends a usable one, else a random one. */
final class RequestIds {
    private static final int CHARACTERS_MAX = 64;
    private static final HexFormat HEX = HexFormat.of();

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    String of(@Nullable String sent) {
        return sent != null && isUsable(sent) ? sent : make();
    }

    private String make() {
        return "req_" + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextInt());
    }

    /** 1 to 64 letters, digits, dots, underscores and hyphens: nothing that a log or a header could stumble over. */
    private static boolean isUsable(String sent) {
        if (sent.isEmpty() || sent.length() > CHARACTERS_MAX) {
            return false;
        }
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            boolean usable = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!usable) {
                return false;
            }
        }
        return true;
    }
}
