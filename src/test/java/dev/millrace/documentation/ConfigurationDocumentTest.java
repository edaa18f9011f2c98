package dev.millrace.documentation;

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
    private static final Map<String, String> BY_MACHINE = Map.of(
            "api.event_loops", "one per core",
            "lane.lanes", "one for two cores",
            "memory.heads_bytes_max", "a 16th of the heap, 8 to 256 MiB",
            "memory.bodies_bytes_max", "a 16th of the heap, 16 MiB to 1 GiB",
            "memory.holder_bodies_bytes_max", "a 64th of the heap, 4 to 256 MiB",
            "memory.unsent_bytes_max", "a 16th of the heap, 16 MiB to 1 GiB",
            "memory.holder_unsent_bytes_max", "a 64th of the heap, 4 to 256 MiB");

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
