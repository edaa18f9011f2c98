package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"\0", "a\0b", "\ud800", "\udc00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void findsWhatCanNotBeStored(String text) {
        assertThat(Texts.hasInvalidCharacter(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u0001", "é", "😀", "a😀b😀", "\uffff"})
    void leavesEverythingElse(String text) {
        assertThat(Texts.hasInvalidCharacter(text)).isFalse();
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(Texts.isLongerThan(3, "😀😀😀")).isFalse();
        assertThat(Texts.isLongerThan(2, "😀😀😀")).isTrue();
        assertThat(Texts.isLongerThan(3, "abc")).isFalse();
        assertThat(Texts.isLongerThan(2, "abc")).isTrue();
    }

    @Test
    void aCurrencyIsThreeCapitalLetters() {
        assertThat(Texts.isCurrency("EUR")).isTrue();
        assertThat(Texts.isCurrency("EURO")).isFalse();
        assertThat(Texts.isCurrency("EU")).isFalse();
        assertThat(Texts.isCurrency("eur")).isFalse();
        assertThat(Texts.isCurrency("EÜR")).isFalse();
        assertThat(Texts.isCurrency("E1R")).isFalse();
        assertThat(Texts.isCurrency("[\\]")).isFalse();
    }
}
