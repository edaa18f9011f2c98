package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "é", "€", "😀", "\u0001\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff", "\udbff\udfff"})
    void takesWhateverIsText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).isEqualTo(-1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "zero, 00",
        "lone continuation, 80",
        "overlong slash, C0AF",
        "overlong zero, C080",
        "overlong of three, E09FBF",
        "overlong of four, F08FBFBF",
        "high surrogate, EDA080",
        "low surrogate, EDBFBF",
        "above Unicode, F4908080",
        "far above Unicode, F5808080",
        "never a byte, FF",
        "cut after one of two, C3",
        "cut after two of three, E282",
        "cut after three of four, F09F98",
        "second byte is none, C328",
        "third byte is none, E28228",
        "fourth byte is none, F09F9828"
    })
    void findsTheFirstByteThatIsNone(String what, String hex) {
        byte[] bytes = HexFormat.of().parseHex("6161" + hex);

        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length)).as(what).isEqualTo(2);
    }

    @Test
    void looksAtNothingOutsideItsRange() {
        byte[] bytes = HexFormat.of().parseHex("FF61C3A9FF");

        assertThat(Utf8.firstInvalid(bytes, 1, 4)).isEqualTo(-1);
        assertThat(Utf8.firstInvalid(bytes, 1, 3)).isEqualTo(2);
    }

    @Test
    void agreesWithTheDecoderOfTheJdk() {
        Random random = new Random(8);
        byte[] likely = HexFormat.of().parseHex("41808FC2DFE0A0ED9FEF90BFF0F4F5C0");
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(5)];
            for (int position = 0; position < bytes.length; position++) {
                bytes[position] = likely[random.nextInt(likely.length)];
            }

            assertThat(Utf8.firstInvalid(bytes, 0, bytes.length) < 0)
                    .as(Arrays.toString(bytes))
                    .isEqualTo(isText(bytes));
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
