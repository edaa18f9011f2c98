package dev.millrace.app.config;

/** A configuration that cannot be used; the message names the key, where it came from and what was expected. */
public final class ConfigFailure extends RuntimeException {
    ConfigFailure(String message) {
        super(message, null, false, false);
    }
}
