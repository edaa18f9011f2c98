package dev.millrace.purchasing;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A set of address ranges.
 *
 * @param ranges an address is in the set if it is in any of them
 */
record Networks(List<Range> ranges) {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

    Networks {
        ranges = List.copyOf(ranges);
    }

    /** Reads ranges such as {@code 10.0.0.0/8, fd00::/8}, separated by commas. */
    static Networks parse(String text) {
        return new Networks(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(Range::parse)
                .toList());
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    /** All addresses that begin alike. */
    static final class Range {
        private final byte[] start;
        private final int bits;

        private Range(byte[] start, int bits) {
            this.start = start;
            this.bits = bits;
        }

        static Range parse(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            // Only what is an address already: a name would be looked up.
            if (!LITERAL.matcher(address).matches()) {
                throw wrong(text);
            }
            try {
                byte[] start = InetAddress.ofLiteral(address).getAddress();
                int all = start.length * Byte.SIZE;
                int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > all) {
                    throw wrong(text);
                }
                return new Range(start, bits);
            } catch (IllegalArgumentException _) {
                throw wrong(text);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (rest == 0 || (address[whole] ^ start[whole]) >> (Byte.SIZE - rest) == 0);
        }

        private static IllegalArgumentException wrong(String text) {
            return new IllegalArgumentException(
                    "allowed_networks: " + text + " (expected: ranges such as 10.0.0.0/8 or fd00::/8)");
        }
    }
}
