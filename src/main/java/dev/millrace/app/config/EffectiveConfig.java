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
            add(ConfigKeys.snakeCase(component.getName()), (Record) Records.read(component, config), values);
        }
        return values;
    }

    private static void add(String section, Record settings, Map<String, String> values) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = Records.read(component, settings);
            if (Records.isPart(component)) {
                add(section, (Record) value, values);
            } else {
                values.put(section + "." + ConfigKeys.snakeCase(component.getName()), shown(value));
            }
        }
    }

    private static String shown(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        return value instanceof Enum<?> constant ? ValueParser.nameOf(constant) : value.toString();
    }
}
