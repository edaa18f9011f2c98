package dev.millrace.app.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where values come from. What is added later goes before what was added earlier: file, then environment, then flags.
 * A key that names nothing is refused where it is added, with the nearest that does.
 */
public final class ConfigSources {
    static final String VARIABLE_PREFIX = "MILLRACE_";
    /** Variables of the same prefix that are not configuration: for the start script and for the tests. */
    private static final List<String> OTHER_VARIABLES = List.of("MILLRACE_TEST_DATABASE_URL", "MILLRACE_JAVA_OPTS");

    private final ConfigKeys keys;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    public ConfigSources() {
        this.keys = ConfigKeys.ALL;
    }

    /** Reads a file in the format of {@link Properties}, UTF-8. */
    public ConfigSources file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new ConfigFailure("The configuration file " + file + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new ConfigFailure("The configuration file " + file + " is malformed: " + e.getMessage());
        }
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> put(key, new Setting(properties.getProperty(key), file.toString())));
        return this;
    }

    /** Reads every variable that begins with {@code MILLRACE_}; {@code MILLRACE_API_PORT} is {@code api.port}. */
    public ConfigSources environment(Map<String, String> variables) {
        Map<String, String> keysByVariable =
                keys.names().stream().collect(Collectors.toMap(ConfigSources::variable, Function.identity()));
        new HashMap<>(variables)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(VARIABLE_PREFIX))
                        .filter(entry -> !OTHER_VARIABLES.contains(entry.getKey()))
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> {
                            String name = entry.getKey();
                            String key = keysByVariable.get(name);
                            if (key == null) {
                                throw unknown("The environment variable " + name, name, keysByVariable.keySet());
                            }
                            put(key, new Setting(entry.getValue(), "environment variable " + name));
                        });
        return this;
    }

    /** Takes flags of the form {@code key=value}. */
    public ConfigSources flags(Collection<String> flags) {
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            if (equals < 0) {
                throw new ConfigFailure("--set " + flag + " (expected: --set key=value)");
            }
            flag(flag.substring(0, equals).strip(), flag.substring(equals + 1));
        }
        return this;
    }

    /** Takes one flag. */
    public ConfigSources flag(String key, String value) {
        put(key, new Setting(value, "--set"));
        return this;
    }

    /** Builds the configuration and checks all of it. */
    public MillraceConfig load() {
        return new ConfigLoader(settings).load();
    }

    /** Whether anybody gave this value, or, for a secret, the file that holds it. */
    public boolean gives(String key) {
        return settings.containsKey(key) || settings.containsKey(key + ConfigKeys.FILE_SUFFIX);
    }

    private void put(String key, Setting setting) {
        if (!keys.names().contains(key)) {
            throw unknown("The key " + key + " (" + setting.source() + ")", key, keys.names());
        }
        settings.put(key, setting);
    }

    private static ConfigFailure unknown(String what, String name, Collection<String> known) {
        return new ConfigFailure(what + " names no setting; did you mean " + Nearest.to(name, known) + "?");
    }

    private static String variable(String key) {
        return VARIABLE_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
