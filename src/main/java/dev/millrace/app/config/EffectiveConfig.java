package dev.millrace.app.config;

import dev.millrace.config.Durations;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration as keys and values, secrets masked: for the log at the start and for the help. */
public final class EffectiveConfig {
    private EffectiveConfig() {}

    /** All of it, in the order of the records. */
    public static Map<String, String> of(MillraceConfig config) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent component : MillraceConfig.class.getRecordComponents()) {
            Record section = (Record) ConfigLoader.read(component, config);
            for (RecordComponent value : section.getClass().getRecordComponents()) {
                values.put(
                        ConfigKeys.snakeCase(component.getName()) + "." + ConfigKeys.snakeCase(value.getName()),
                        shown(ConfigLoader.read(value, section)));
            }
        }
        return values;
    }

    private static String shown(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        return value instanceof Enum<?> constant ? ValueParser.nameOf(constant) : value.toString();
    }
}
