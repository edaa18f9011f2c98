package dev.millrace.load;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to load and how much. Each value is a system property ({@code load.rate}), else a variable of the
 * environment ({@code LOAD_RATE}), else the default.
 *
 * @param url where the API is
 * @param apiKey a key that may read and write
 * @param usersPerSecond how many begin, whether or not earlier ones have ended; each sends three requests
 * @param duration for how long users begin
 * @param seed decides what is ordered; when users begin is not seeded
 * @param run begins every idempotency key, so it must be another one for every run on the same database
 */
record LoadSettings(URI url, String apiKey, double usersPerSecond, Duration duration, long seed, String run) {
    private static final double RATE_DEFAULT = 50;
    private static final long SECONDS_DEFAULT = 30;
    private static final long SEED_DEFAULT = 1;
    private static final String URL_DEFAULT = "http://127.0.0.1:8080";

    LoadSettings {
        require(usersPerSecond > 0 && usersPerSecond <= 100_000, "rate", "above 0 and at most 100000");
        require(duration.isPositive(), "seconds", "above 0");
        require(!apiKey.isBlank(), "api.key", "set to a key that may read and write");
        require(!run.isBlank(), "run", "set");
    }

    /** As the process was started. */
    static LoadSettings ofProcess() {
        return of(new Source(System.getProperties()::getProperty, System.getenv()));
    }

    static LoadSettings of(Source source) {
        return new LoadSettings(
                URI.create(source.text("url", URL_DEFAULT)),
                source.text("api.key", ""),
                source.number("rate", RATE_DEFAULT),
                Duration.ofMillis(Math.round(source.number("seconds", SECONDS_DEFAULT) * 1_000)),
                Math.round(source.number("seed", SEED_DEFAULT)),
                source.text("run", Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)));
    }

    private static void require(boolean holds, String name, String what) {
        if (!holds) {
            throw new IllegalArgumentException("load." + name + " must be " + what);
        }
    }

    /** Where settings come from. */
    record Source(Lookup properties, Map<String, String> environment) {
        @FunctionalInterface
        interface Lookup {
            @Nullable
            String find(String name);
        }

        String text(String name, String otherwise) {
            String property = properties.find("load." + name);
            return property == null
                    ? environment.getOrDefault("LOAD_" + name.replace('.', '_').toUpperCase(Locale.ROOT), otherwise)
                    : property;
        }

        double number(String name, double otherwise) {
            String text = text(name, Double.toString(otherwise));
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("load." + name + " must be a number, not " + text, e);
            }
        }
    }
}
