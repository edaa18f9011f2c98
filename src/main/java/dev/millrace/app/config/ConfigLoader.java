package dev.millrace.app.config;

import dev.millrace.config.Secret;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Lays the given values over the defaults, section by section. This happens once, at the start.
 */
final class ConfigLoader {
    private final Map<String, Setting> settings;

    ConfigLoader(Map<String, Setting> settings) {
        this.settings = settings;
    }

    MillraceConfig load() {
        return (MillraceConfig) Records.build(MillraceConfig.class, component -> {
            Object defaults = Records.read(component, MillraceConfig.defaults());
            return section(ConfigKeys.snakeCase(component.getName()), (Record) defaults);
        });
    }

    private Object section(String name, Record defaults) {
        try {
            return part(name, defaults);
        } catch (IllegalArgumentException e) {
            throw refused(name, String.valueOf(e.getMessage()));
        }
    }

    private Object part(String section, Record defaults) {
        return Records.build(
                defaults.getClass(),
                component -> Records.isPart(component)
                        ? part(section, (Record) Records.read(component, defaults))
                        : value(section, component, defaults));
    }

    private Object value(String section, RecordComponent component, Record defaults) {
        String key = section + "." + ConfigKeys.snakeCase(component.getName());
        Setting setting = settings.get(key);
        Setting fileSetting = settings.get(key + ConfigKeys.FILE_SUFFIX);
        if (component.getType() == Secret.class && fileSetting != null) {
            if (setting != null) {
                throw new ConfigFailure(key + " and " + key + ConfigKeys.FILE_SUFFIX + " are both given");
            }
            return secretFrom(key + ConfigKeys.FILE_SUFFIX, fileSetting);
        }
        return setting == null ? Records.read(component, defaults) : parsed(key, setting, component.getType());
    }

    private static Object parsed(String key, Setting setting, Class<?> type) {
        try {
            return ValueParser.parse(setting.value(), type);
        } catch (IllegalArgumentException e) {
            throw new ConfigFailure(key + ": " + e.getMessage() + " in " + setting.source());
        }
    }

    private static Secret secretFrom(String key, Setting setting) {
        try {
            Secret secret = Secret.of(Files.readString(Path.of(setting.value())).strip());
            if (!secret.isPresent()) {
                throw new ConfigFailure(key + ": the file " + setting.value() + " is empty");
            }
            return secret;
        } catch (IOException e) {
            throw new ConfigFailure(key + ": the file " + setting.value() + " cannot be read: " + e);
        }
    }

    /** A compact constructor's message begins with the name of the value; if it was given, say where. */
    private ConfigFailure refused(String section, String message) {
        int colon = message.indexOf(':');
        Setting setting = colon < 0 ? null : settings.get(section + "." + message.substring(0, colon));
        return new ConfigFailure(section + "." + message + (setting == null ? "" : " in " + setting.source()));
    }
}
