package dev.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be said of the planted faults without planting them; {@code scripts/planted-faults} does that. */
class PlantedFaultsTest {
    private static final Path PAGE = Path.of("docs/internals/planted-faults.md");
    private static final int RULES = 19;

    private final List<Fault> faults = Fault.all();

    @Test
    void everyOneStillAppliesToTheSources() {
        assertAll(faults.stream().map(fault -> () -> {
            try {
                assertThat(fault.patch().apply(Path.of(""))).isNotEmpty();
            } catch (Patch.DoesNotApply e) {
                throw new AssertionError(fault.name() + " no longer applies: " + e.getMessage(), e);
            }
        }));
    }

    @Test
    void everyTestIsThere() {
        assertThat(faults)
                .allSatisfy(fault -> assertThat(fault.test().findMethod())
                        .as(fault.name() + ": " + fault.test())
                        .isNotNull());
    }

    @Test
    void thePageTellsOfEveryOneAndOfNoOther() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.contains(".patch)"))
                .toList();

        assertThat(rows)
                .as("scripts/planted-faults --document prints the rows")
                .containsExactlyElementsOf(faults.stream().map(Fault::row).toList());
    }

    @Test
    void everyRuleOfTheAppendIsBrokenByOne() {
        Set<String> broken = new TreeSet<>();
        faults.forEach(fault -> broken.add(fault.rule()));

        assertThat(broken)
                .containsAll(IntStream.rangeClosed(1, RULES)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void partsTogetherAreAllOfThem() {
        List<Fault> together = new ArrayList<>();
        for (int part = 1; part <= 7; part++) {
            together.addAll(Part.parse(part + "/7").of(faults));
        }

        assertThat(together).containsExactlyInAnyOrderElementsOf(faults);
    }
}
