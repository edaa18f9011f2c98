package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.config.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Secret SECRET = Secret.of("whsec_of-a-supplier-0123456789");

    private final SecretBox box = new SecretBox(Secret.of("the operator's pepper, long enough"));

    @Test
    void whatWasSealedOpensForTheSameSupplierAlone() {
        byte[] sealed = box.seal(1, "potters", SECRET);

        assertThat(box.open(1, "potters", sealed).reveal()).isEqualTo(SECRET.reveal());
        assertDoesNotOpen(box, 2, "potters", sealed);
        assertDoesNotOpen(box, 1, "weavers", sealed);
    }

    @Test
    void nothingCanBeReadInIt() {
        assertThat(new String(box.seal(1, "potters", SECRET), StandardCharsets.ISO_8859_1))
                .doesNotContain("whsec", "supplier");
    }

    @Test
    void theSameSecretIsSealedDifferentlyEveryTime() {
        assertThat(box.seal(1, "potters", SECRET)).isNotEqualTo(box.seal(1, "potters", SECRET));
    }

    @Test
    void anotherPepperAndATamperedRowOpenNothing() {
        byte[] sealed = box.seal(1, "potters", SECRET);
        assertDoesNotOpen(new SecretBox(Secret.of("another pepper, as long as that")), 1, "potters", sealed);
        sealed[sealed.length - 1] ^= 1;
        assertDoesNotOpen(box, 1, "potters", sealed);
        assertDoesNotOpen(box, 1, "potters", new byte[3]);
    }

    private static void assertDoesNotOpen(SecretBox box, int merchantId, String supplierId, byte[] sealed) {
        assertThatThrownBy(() -> box.open(merchantId, supplierId, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set it again");
    }
}
