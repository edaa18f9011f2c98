package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeIdTest {

    /** The vectors of the TypeID specification 0.3. */
    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000, 00000000-0000-0000-0000-000000000000",
        "00000000000000000000000001, 00000000-0000-0000-0000-000000000001",
        "0000000000000000000000000a, 00000000-0000-0000-0000-00000000000a",
        "0000000000000000000000000g, 00000000-0000-0000-0000-000000000010",
        "00000000000000000000000010, 00000000-0000-0000-0000-000000000020",
        "7zzzzzzzzzzzzzzzzzzzzzzzzz, ffffffff-ffff-ffff-ffff-ffffffffffff",
        "0123456789abcdefghjkmnpqrs, 0110c853-1d09-52d8-d73e-1194e95b5f19",
        "01h455vb4pex5vsknk084sn02q, 01890a5d-ac96-774b-bcce-b302099a8057"
    })
    void showsAndReadsThePublishedVectors(String suffix, UUID id) {
        assertThat(TypeId.suffix(id)).isEqualTo(suffix);
        assertThat(TypeId.parseSuffix(suffix, 0)).isEqualTo(id);
    }

    @Test
    void namesTheKindInFront() {
        UUID id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

        assertThat(TypeId.ORDER.of(id)).isEqualTo("order_01h455vb4pex5vsknk084sn02q");
        assertThat(TypeId.ORDER.parse("order_01h455vb4pex5vsknk084sn02q")).isEqualTo(id);
        assertThat(TypeId.ADJUSTMENT.of(id)).isEqualTo("adj_01h455vb4pex5vsknk084sn02q");
        assertThat(TypeId.REPLENISHMENT.of(id)).isEqualTo("rpl_01h455vb4pex5vsknk084sn02q");
        assertThat(TypeId.API_KEY.of(id)).isEqualTo("key_01h455vb4pex5vsknk084sn02q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order_",
                "order",
                "01h455vb4pex5vsknk084sn02q",
                "_01h455vb4pex5vsknk084sn02q",
                "adj_01h455vb4pex5vsknk084sn02q",
                "Order_01h455vb4pex5vsknk084sn02q",
                "order-01h455vb4pex5vsknk084sn02q",
                "order__1h455vb4pex5vsknk084sn02q",
                "order_01H455VB4PEX5VSKNK084SN02Q",
                "order_01h455vb4pex5vsknk084sn02",
                "order_01h455vb4pex5vsknk084sn02q0",
                "order_8zzzzzzzzzzzzzzzzzzzzzzzzz",
                "order_01h455vb4pex5vsknk084sn02i",
                "order_01h455vb4pex5vsknk084sn02l",
                "order_01h455vb4pex5vsknk084sn02o",
                "order_01h455vb4pex5vsknk084sn02u",
                "order_01h455vb4pex5vsknk084sn02 ",
                "order_01h455vb4pex5vsknk084sn02é",
                "order_01890a5d-ac96-774b-bcce-b302099a8057"
            })
    void readsNothingElse(String text) {
        assertThat(TypeId.ORDER.parse(text)).isNull();
    }
}
