package dev.millrace.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Changed;
import dev.millrace.access.RequestLimitsConfig;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.config.Heap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlanTest {
    private static final long MEBIBYTE = 1_024 * 1_024;
    private static final Path PAGE = Path.of("docs", "operating", "overload.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (`[a-z_]+\\.[a-z_]+`|the program itself) \\| ([0-9,]+) \\| ([0-9,]+) \\| ([0-9]+) \\|$",
            Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 512, 1_024, 2_048, 4_096, 16_384})
    void fitsEveryHeapByDefault(int mebibytes) {
        Heap heap = new Heap(mebibytes * MEBIBYTE);
        MemoryPlan plan = MemoryPlan.of(onTwoCores(heap));
        assertThat(plan.shortage(heap)).isNull();
        assertThat(plan.bytes()).isLessThan(heap.bytes());
    }

    @Test
    void saysWhatAllowsMoreThanThereIs() {
        Heap heap = new Heap(256 * MEBIBYTE);
        MillraceConfig config = onTwoCores(heap);
        MillraceConfig large = config.with(Changed.of(config.lane(), Map.of("stateEntriesMax", 500_000)));
        assertThat(MemoryPlan.of(large).shortage(heap))
                .contains("the heap may grow to 256 MiB", "Raise -Xmx", "lane.state_entries_max 287 MiB");
        assertThat(MemoryPlan.of(large).shortage(new Heap(1_024 * MEBIBYTE))).isNull();
    }

    @Test
    void growsWithEveryLimitThatItNames() {
        MillraceConfig config = onTwoCores(new Heap(512 * MEBIBYTE));
        MillraceConfig more = config.with(Changed.of(config.api(), Map.of("connectionsMax", 15_000)));
        assertThat(MemoryPlan.of(more).bytes())
                .isGreaterThan(MemoryPlan.of(config).bytes());
    }

    @Test
    void growsWithTheLimitsOfKeysAndMerchantsThatAreSet() {
        MillraceConfig config = onTwoCores(new Heap(512 * MEBIBYTE));
        RequestLimitsConfig limits = new RequestLimitsConfig(10, 0, 0, 0, 0, 0, 10, 0, 5);
        MillraceConfig more = config.withKeyLimits(limits).withMerchantLimits(limits);
        assertThat(MemoryPlan.of(more).bytes() - MemoryPlan.of(config).bytes()).isEqualTo(4 * 10_000 * 200);
    }

    @Test
    void standsInTheDocumentsAsItIs() throws IOException {
        List<List<String>> documented = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> List.of(
                        row.group(1).replace("`", ""),
                        row.group(2).replace(",", ""),
                        row.group(3).replace(",", ""),
                        row.group(4)))
                .toList();
        List<List<String>> real = MemoryPlan.of(onTwoCores(new Heap(512 * MEBIBYTE))).parts().stream()
                .map(part -> List.of(
                        part.limit(),
                        Long.toString(part.count()),
                        Long.toString(part.bytesEach()),
                        Long.toString(Math.round((double) part.bytes() / MEBIBYTE))))
                .toList();
        assertThat(documented).isEqualTo(real);
    }

    /** How many threads and lanes there are depends on the machine; the documents show two cores. */
    private static MillraceConfig onTwoCores(Heap heap) {
        MillraceConfig defaults = MillraceConfig.defaults(heap);
        return defaults.with(Changed.of(defaults.api(), Map.of("eventLoops", 2)))
                .with(Changed.of(defaults.lane(), Map.of("lanes", 1)));
    }
}
