package dev.millrace.app.config;

/**
 * One value as somebody gave it.
 *
 * @param source for messages: {@code config.properties}, {@code environment MILLRACE_API_PORT}, {@code --set api.port}
 */
record Setting(String value, String source) {}
