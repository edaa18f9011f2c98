package dev.millrace.app.config;

import dev.millrace.config.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The names of all settings, as the records' components give them. A secret can also be read from a file. */
final class ConfigKeys {
    static final String FILE_SUFFIX = "_file";
    static final ConfigKeys ALL = new ConfigKeys(MillraceConfig.class);

    private final Set<String> names = new LinkedHashSet<>();

    private ConfigKeys(Class<?> root) {
        for (RecordComponent section : root.getRecordComponents()) {
            Records.settings(section.getType()).forEach(value -> add(section, value));
        }
    }

    private void add(RecordComponent section, RecordComponent value) {
        String key = snakeCase(section.getName()) + "." + snakeCase(value.getName());
        names.add(key);
        if (value.getType() == Secret.class) {
            names.add(key + FILE_SUFFIX);
        }
    }

    /** In the order of the records. */
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
