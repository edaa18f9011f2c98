package dev.millrace.documentation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.config.EffectiveConfig;
import dev.millrace.app.config.MillraceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every key of the configuration stands on its page, with its real default, and no other does. */
class ConfigurationDocumentTest {
    private static final Path PAGE = Path.of("docs", "operating", "configuration.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+\\.[a-z_]+)` \\| (.*?) \\| .+ \\|$", Pattern.MULTILINE);

    /** Their defaults depend on the machine; the page says how. */
    private static final Map<String, String> BY_MACHINE = Map.ofEntries(
            entry("api.event_loops", "one per core"),
            entry("lane.lanes", "one for two cores"),
            entry("memory.heads_bytes_max", "a 16th of the heap, 8 to 256 MiB"),
            entry("memory.bodies_bytes_max", "a 16th of the heap, 16 MiB to 1 GiB"),
            entry("memory.holder_bodies_bytes_max", "a 64th of the heap, 4 to 256 MiB"),
            entry("memory.unsent_bytes_max", "a 16th of the heap, 16 MiB to 1 GiB"),
            entry("memory.holder_unsent_bytes_max", "a 64th of the heap, 4 to 256 MiB"),
            entry("api.connections_max", "one for 96 KiB of the heap, 1000 to 20000"),
            entry("feed.events_bytes_max", "a 256th of the heap, 256 KiB to 4 MiB"),
            entry("feed.projection_bytes_max", "a 256th of the heap, 256 KiB to 4 MiB"),
            entry("lane.recent_outcomes_bytes_max", "a 16th of the heap, 1 to 64 MiB"),
            entry("lane.state_entries_max", "one for 3600 bytes of the heap, 10000 to 500000"),
            entry("lane.seen_heads_max", "one for 8000 bytes of the heap, 10000 to 50000"));

    @Test
    void namesEveryKeyInTheOrderOfTheProgramWithItsDefault() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            assertThat(documented.put(row.group(1), row.group(2)))
                    .as(row.group(1))
                    .isNull();
        }

        Map<String, String> real = new LinkedHashMap<>();
        EffectiveConfig.of(MillraceConfig.defaults()).forEach((key, value) -> real.put(key, shown(key, value)));

        assertThat(documented).containsExactlyEntriesOf(real);
    }

    private static String shown(String key, String value) {
        String byMachine = BY_MACHINE.get(key);
        if (byMachine != null) {
            return byMachine;
        }
        return value.isEmpty() ? "none" : "`" + value + "`";
    }
}
