package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.wire.IdentifierRule.Breach;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A1",
                "a/b",
                "100%",
                "BLUE MUG",
                "...",
                ".hidden",
                "a.",
                "caf\u00e9",
                "\u8336\u7897",
                "\ud83d\ude00",
                "~",
                "\"",
                "\\"
            })
    void whatEverybodySeesAlikeIsAnIdentifier(String text) {
        assertThat(IdentifierRule.breachInPath(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "A1 ", " A1", "A1\u00a0", "\u3000A1", "A1\u2009", "\u202fA1", "A1\u1680"})
    void aBlankAtAnEndIsRefused(String text) {
        assertThat(IdentifierRule.breach(text)).isEqualTo(Breach.BLANK_AT_END);
    }

    /** Tab, line feed, delete, next line, soft hyphen, zero-width, bidi, joiners, byte order mark, fillers, selectors, tags. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\t1", "A1\n", "A\u007f1", "A\u00851", "A\u00ad1", "A\u200b1", "A1\u200e", "A\u202e1", "A\u20661",
                        "A\u200d1",
                "\ufeffA1", "A\u034f1", "A\u115f", "A\u3164", "A\uffa0", "A\ufe0f1", "A\u180b1", "A\u2800", "A\u2028",
                        "A\u2029",
                "A\ud834\udd731", "A\udb40\udc411", "A\udb40\udd001", "A\u20651", "A\u061c"
            })
    void whatNobodySeesIsRefused(String text) {
        assertThat(IdentifierRule.breach(text)).isEqualTo(Breach.INVISIBLE_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cafe\u0301", "\u212b", "\u1100\u1161"})
    void anotherSpellingOfALetterIsRefused(String text) {
        assertThat(IdentifierRule.breach(text)).isEqualTo(Breach.NOT_NORMALIZED);
        assertThat(IdentifierRule.breach(Normalizer.normalize(text, Normalizer.Form.NFC)))
                .isNull();
    }

    @Test
    void dotsThatAPathWouldLoseAreRefusedOnlyInPaths() {
        assertThat(IdentifierRule.breachInPath(".")).isEqualTo(Breach.RESERVED_NAME);
        assertThat(IdentifierRule.breachInPath("..")).isEqualTo(Breach.RESERVED_NAME);
        assertThat(IdentifierRule.breach("..")).isNull();
    }
}
