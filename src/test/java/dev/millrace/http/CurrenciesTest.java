package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "JPY", "KWD", "CHF", "GBP", "XOF", "XAF", "XPF", "XCD", "CLP", "INR"})
    void whatSomebodyPaysWithIsInUse(String code) {
        assertThat(Currencies.isInUse(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZZZ", "ERU", "AAA", "XXX", "XTS", "XAU", "XAG", "XDR", "DEM", "FRF", "ATS", "HRK", "ZWD", "CHW", "USN",
                "eur", "", "EURO"
            })
    void whatNobodyPaysWithIsNot(String code) {
        assertThat(Currencies.isInUse(code)).isFalse();
    }
}
