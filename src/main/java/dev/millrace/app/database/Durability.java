package dev.millrace.app.database;

/** What a commit survives. */
public enum Durability {
    /** Whatever happens to process, system or power. */
    DURABLE("on"),
    /** Nothing beyond the process; for tests that ask no more. */
    FOR_TESTS("off");

    private final String setting;

    Durability(String setting) {
        this.setting = setting;
    }

    /** The value of {@code fsync}, {@code synchronous_commit} and {@code full_page_writes}. */
    String setting() {
        return setting;
    }
}
