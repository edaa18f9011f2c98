package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventSlicesTest {
    /** What tempts a cutter that counts brackets, quotes or characters in place of bytes. */
    private static final List<String> ODD_STRINGS = List.of(
            "",
            "plain",
            "\\\"",
            "\\\\",
            "\\\\\\\"",
            "}],[{",
            "\\u0022}\\u007d",
            "\\ud83d\\ude00",
            "\u00e4\u00f6\u00fc\u00df",
            "\u65e5\u672c\u8a9e",
            "\ud83d\ude80 rocket",
            "\\n\\t\\/",
            "/* no comment */",
            "{\\\"number\\\":1}");

    @Test
    void theEventsOfAWholeRowAreWhatStandsBetweenItsBrackets() {
        assertThat(text(EventSlices.all(bytes("[{\"a\":1},{\"b\":2}]")))).isEqualTo("{\"a\":1},{\"b\":2}");
        assertThat(text(EventSlices.all(bytes(" [ {\"a\":1} ]\n")))).isEqualTo(" {\"a\":1} ");
    }

    @Test
    void cutsAnyRunOutOfAnyRowByteForByte() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            List<String> events = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(_ -> object(random, 3))
                    .toList();
            byte[] row = bytes("[" + String.join(",", events) + "]");

            for (int skip = 0; skip < events.size(); skip++) {
                for (int take = 1; take <= events.size() - skip; take++) {
                    assertThat(text(EventSlices.some(row, skip, take)))
                            .isEqualTo(String.join(",", events.subList(skip, skip + take)));
                }
            }
            assertThat(text(EventSlices.all(row))).isEqualTo(String.join(",", events));
        }
    }

    @Test
    void keepsWhatAWriterOfItsOwnWouldWriteOtherwise() {
        String event = "{ \"number\" : 1.50e+2,\t\"text\":\"\\u0041\\/\" }";

        assertThat(text(EventSlices.some(bytes("[{}, " + event + " ,{}]"), 1, 1)))
                .isEqualTo(event);
    }

    @Test
    void refusesARowThatHoldsFewerEventsThanItSays() {
        assertThatThrownBy(() -> EventSlices.some(bytes("[{},{}]"), 1, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EventSlices.some(bytes("[{}]"), 1, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatIsNoArrayOfObjects() {
        assertThatThrownBy(() -> EventSlices.all(bytes("{}"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EventSlices.all(bytes(""))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EventSlices.some(bytes("[1]"), 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EventSlices.some(bytes("[{\"a\":"), 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    private static String object(Random random, int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add("\"" + odd(random) + "\":" + value(random, depth));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String value(Random random, int depth) {
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(5)) {
            case 0 -> "\"" + odd(random) + odd(random) + "\"";
            case 1 -> Long.toString(random.nextLong());
            case 2 -> random.nextBoolean() ? "null" : "true";
            case 3 -> object(random, depth - 1);
            default -> "[" + value(random, depth - 1) + "," + object(random, depth - 1) + "]";
        };
    }

    private static String odd(Random random) {
        return ODD_STRINGS.get(random.nextInt(ODD_STRINGS.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(EventSlices.Slice slice) {
        return new String(slice.bytes(), slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
    }
}
