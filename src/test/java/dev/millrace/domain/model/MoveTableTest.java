package dev.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.domain.model.MoveTable.Cell;
import dev.millrace.domain.model.PurchaseOrder.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveTableTest {
    private static final Path DOCUMENT = Path.of("docs/internals/purchase-orders.md");

    @Test
    void theDocumentedTableIsTheProgramsOwn() throws IOException {
        List<String> rows = new ArrayList<>();
        for (MoveKind move : MoveKind.values()) {
            rows.add(row(move));
        }
        assertThat(Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList())
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource
    void noMoveLeadsFromAnEnd(MoveKind move) {
        for (Status status : Status.values()) {
            if (!status.isOpen()) {
                assertThat(MoveTable.cell(move, status))
                        .as(move + " of " + status)
                        .isNotInstanceOf(Cell.Leads.class);
            }
        }
    }

    @Test
    void aPersonSettlesNothingThatIsBeingSent() {
        for (MoveKind move : MoveKind.values()) {
            if (move.name().endsWith("_BY_HAND")) {
                assertThat(MoveTable.cell(move, Status.SENDING)).as(move.name()).isInstanceOf(Cell.Refused.class);
            }
        }
    }

    @Test
    void aPersonTellsOfWhatASupplierDid() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Move.ByHand(new Move.CloseShort()));
    }

    /** Of the table in the document. */
    private static String row(MoveKind move) {
        Map<String, List<String>> leads = new LinkedHashMap<>();
        List<String> so = new ArrayList<>();
        for (Status status : Status.values()) {
            switch (MoveTable.cell(move, status)) {
                case Cell.Leads(Status whole, Status rest) ->
                    leads.computeIfAbsent(
                                    name(whole) + (whole == rest ? "" : ", or " + name(rest) + " if a part came"),
                                    _ -> new ArrayList<>())
                            .add(name(status));
                case Cell.IsSo _ -> so.add(name(status));
                case Cell.Refused _ -> {}
            }
        }
        List<String> taken = leads.entrySet().stream()
                .map(to -> String.join(", ", to.getValue()) + " → " + to.getKey())
                .toList();
        return "| `" + name(move) + "` | " + String.join("; ", taken) + " | " + String.join(", ", so) + " |";
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
