package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.Secret;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyHasherTest {
    private final KeyText key = KeyText.generate(new Random(42));

    @Test
    void givesTheSameKeyTheSameHash() {
        assertThat(hasher("a pepper of at least 32 characters").hash(key))
                .hasSize(32)
                .isEqualTo(hasher("a pepper of at least 32 characters").hash(key));
    }

    @Test
    void givesAnotherHashUnderAnotherPepper() {
        assertThat(hasher("a pepper of at least 32 characters").hash(key))
                .isNotEqualTo(hasher("another one of at least 32 characters").hash(key));
    }

    @Test
    void comparesWholeHashes() {
        byte[] hash = hasher("a pepper of at least 32 characters").hash(key);
        byte[] other = hash.clone();
        other[31] ^= 1;
        assertThat(KeyHasher.same(hash, hash.clone())).isTrue();
        assertThat(KeyHasher.same(hash, other)).isFalse();
        assertThat(KeyHasher.same(hash, new byte[0])).isFalse();
    }

    @Test
    void wantsAPepper() {
        assertThatThrownBy(() -> new KeyHasher(Secret.none())).hasMessageContaining("access.pepper");
    }

    private static KeyHasher hasher(String pepper) {
        return new KeyHasher(Secret.of(pepper));
    }
}
