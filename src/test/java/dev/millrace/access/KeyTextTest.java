package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    private final KeyText key = KeyText.generate(new Random(42));

    @Test
    void isAPrefixThirtyCharactersAndAChecksum() {
        assertThat(key.reveal()).matches("mr_live_[0-9A-Za-z]{36}");
    }

    @Test
    void isReadBackAsItWasMade() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String text = KeyText.generate(random).reveal();
            assertThat(KeyText.parse(text)).extracting(KeyText::reveal).isEqualTo(text);
        }
    }

    @Test
    void isAnotherEveryTime() {
        Random random = new Random(1);
        assertThat(KeyText.generate(random).reveal())
                .isNotEqualTo(KeyText.generate(random).reveal());
    }

    @Test
    void noticesEverySingleMistypedCharacter() {
        String text = key.reveal();
        for (int i = 0; i < text.length(); i++) {
            char wrong = text.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(KeyText.parse(text.substring(0, i) + wrong + text.substring(i + 1)))
                    .isNull();
        }
    }

    @Test
    void hasTheChecksumThatAnybodyCanWorkOut() {
        // CRC-32 of "mr_live_" and thirty zeros is 0xCCACFB8E, which is 3kOFIs in base62.
        assertThat(KeyText.parse("mr_live_" + "0".repeat(30) + "3kOFIs")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mr_live_",
                "junk",
                "mr_live_000000000000000000000000000000000000",
                "mr_test_000000000000000000000000000000000000",
                "mr_live_ä00000000000000000000000000000000000",
                "mr_live_00000000000000000000000000000000000000000000000000000000000"
            })
    void isNotJunk(String text) {
        assertThat(KeyText.parse(text)).isNull();
    }

    @Test
    void doesNotPrintItself() {
        assertThat(key.toString()).startsWith("mr_live_…").hasSize("mr_live_…".length() + 4);
        assertThat(key.reveal()).doesNotContain(key.toString());
    }
}
