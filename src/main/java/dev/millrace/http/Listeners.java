package dev.millrace.http;

/** What all listeners of a server have together. Safe for any thread. */
public record Listeners(ConnectionLimit connections, ApiBudgets budgets, Drain drain) {
    public static Listeners of(ApiConfig config, MemoryConfig memory) {
        return new Listeners(
                new ConnectionLimit(config.listener().connectionsMax()), ApiBudgets.of(memory), new Drain());
    }
}
