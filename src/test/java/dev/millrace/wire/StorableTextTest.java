package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"\0", "a\0b", "\ud800", "\udc00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void findsWhatCanNotBeStored(String text) {
        assertThat(StorableText.hasInvalidCharacter(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u0001", "é", "😀", "a😀b😀", "\uffff"})
    void leavesEverythingElse(String text) {
        assertThat(StorableText.hasInvalidCharacter(text)).isFalse();
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(StorableText.isLongerThan(3, "😀😀😀")).isFalse();
        assertThat(StorableText.isLongerThan(2, "😀😀😀")).isTrue();
        assertThat(StorableText.isLongerThan(3, "abc")).isFalse();
        assertThat(StorableText.isLongerThan(2, "abc")).isTrue();
    }

    @Test
    void aCurrencyIsThreeCapitalLetters() {
        assertThat(StorableText.isCurrency("EUR")).isTrue();
        assertThat(StorableText.isCurrency("EURO")).isFalse();
        assertThat(StorableText.isCurrency("EU")).isFalse();
        assertThat(StorableText.isCurrency("eur")).isFalse();
        assertThat(StorableText.isCurrency("EÜR")).isFalse();
        assertThat(StorableText.isCurrency("E1R")).isFalse();
        assertThat(StorableText.isCurrency("[\\]")).isFalse();
    }
}
