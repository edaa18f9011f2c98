package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.store.DatabaseUrl.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void hasAHostAUserAndAPassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://me:a%40b%3Ac+d@db.example:6432/shop");

        assertThat(url.hosts()).containsExactly(new Host("db.example", 6_432));
        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password().reveal()).isEqualTo("a@b:c+d");
        assertThat(url.database()).isEqualTo("shop");
    }

    @Test
    void mayHaveSeveralHostsEachWithItsPort() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://me@one:5433,[::1],two/shop");

        assertThat(url.hosts()).containsExactly(new Host("one", 5_433), new Host("::1", 5_432), new Host("two", 5_432));
        assertThat(url.host()).isEqualTo("one");
        assertThat(url).hasToString("postgresql://me@one:5433,[::1]:5432,two:5432/shop");
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(DatabaseUrl.parse("postgres://me:secret@one,two/shop").toString())
                .doesNotContain("secret")
                .contains("one:5432,two:5432");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://h/db",
                "postgresql:///db",
                "postgresql://me:secret@/db",
                "postgresql://h",
                "postgresql://h/a/b",
                "postgresql://h,/db",
                "postgresql://h:port/db",
                "postgresql://h,other:secret/db",
                "postgresql://h/db?sslmode=require"
            })
    void refusesWhatIsNoneAndRepeatsNoPassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
