package dev.millrace.app.database;

import dev.millrace.console.Failure;
import dev.millrace.store.DatabaseConfig;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** The schema: brought up to date by {@code migrate}, checked by {@code serve}, which never changes it. */
public final class Migrations {
    /** The newest migration of this release. */
    public static final String NEWEST = "V007";

    private final Flyway flyway;

    public Migrations(DatabaseConfig config) {
        flyway = Flyway.configure()
                .dataSource(Jdbc.dataSource(config))
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .loggers("slf4j")
                .load();
    }

    /**
     * Applies what is missing. Fails, saying what to do, where a migration that was applied is another one here.
     *
     * @return the names of the migrations applied now, in order
     */
    public List<String> migrate() {
        try {
            refuseOtherMigrations(flyway.info());
            return flyway.migrate().migrations.stream()
                    .map(done -> "V" + done.version + " " + done.description)
                    .toList();
        } catch (FlywayException e) {
            throw Failure.of("The schema cannot be migrated: " + firstLine(e), e);
        }
    }

    /** Fails, saying what to do, unless the schema is exactly the one that this release knows. */
    public void check() {
        MigrationInfoService info;
        try {
            info = flyway.info();
            refuse(info);
        } catch (FlywayException e) {
            throw Failure.of("The schema cannot be read: " + firstLine(e), e);
        }
    }

    private static void refuse(MigrationInfoService info) {
        refuseOtherMigrations(info);
        List<String> newer = named(Stream.of(info.all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.MISSING_SUCCESS));
        if (!newer.isEmpty()) {
            throw Failure.of("The database's schema is newer than this release of Millrace, which does not know "
                    + String.join(", ", newer) + "; run a newer release");
        }
        List<String> broken = named(
                Stream.of(info.all()).filter(migration -> migration.getState().isFailed()));
        if (!broken.isEmpty()) {
            throw Failure.of("A migration of the schema has failed: " + String.join(", ", broken));
        }
        List<String> pending = named(Stream.of(info.pending()));
        if (!pending.isEmpty()) {
            throw Failure.of("The database's schema lacks " + String.join(", ", pending) + "; run ./millrace migrate");
        }
    }

    /**
     * A migration that was applied is never edited, so another one under the same number is of a database whose migrations
     * were numbered otherwise: those of the time before the first release were. Nothing leads from there to here.
     */
    private static void refuseOtherMigrations(MigrationInfoService info) {
        List<String> others = Stream.of(info.applied())
                .filter(migration -> !migration.isChecksumMatching() || !migration.isDescriptionMatching())
                .map(migration -> "V" + migration.getVersion())
                .toList();
        if (!others.isEmpty()) {
            throw Failure.of("The database's schema was made by other migrations than this release has: "
                    + String.join(", ", others) + ". It cannot be upgraded. Make an empty database and run ./millrace"
                    + " migrate; for the demo, run ./millrace demo --fresh");
        }
    }

    private static List<String> named(Stream<MigrationInfo> migrations) {
        return migrations
                .map(migration -> "V" + migration.getVersion() + " " + migration.getDescription())
                .toList();
    }

    private static String firstLine(FlywayException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
