package dev.millrace.store;

import dev.millrace.config.Expect;
import dev.millrace.config.Secret;
import java.time.Duration;

/**
 * The database and how long we wait for it. {@link #username} and {@link #secret} are what counts in the end: a user or
 * password of its own goes before the one in the URL.
 *
 * @param url where it is
 * @param user in place of the URL's; empty for the URL's
 * @param password in place of the URL's; none for the URL's
 * @param sslMode how far the connection is protected
 * @param sslRootCertificateFile PEM file of the authorities to trust; empty for the JDK's own
 * @param readConnections for reads by key, and as many again for lists and settings; lanes and jobs have their own
 * @param readQueueMax statements that may wait for a connection of each of these
 * @param merchantReadQueueMax of these, statements of one merchant; and never more than are left free
 * @param connectTimeout until a connection is open, and for how long a statement waits for one that is free
 * @param readTimeout after which the server ends a read by key
 * @param statementTimeout after which it ends any other statement
 * @param lockTimeout after which the server ends the wait for a lock
 */
public record DatabaseConfig(
        DatabaseUrl url,
        String user,
        Secret password,
        SslMode sslMode,
        String sslRootCertificateFile,
        int readConnections,
        int readQueueMax,
        int merchantReadQueueMax,
        Duration connectTimeout,
        Duration readTimeout,
        Duration statementTimeout,
        Duration lockTimeout) {

    public DatabaseConfig {
        Expect.positive("read_connections", readConnections);
        Expect.positive("read_queue_max", readQueueMax);
        Expect.positive("merchant_read_queue_max", merchantReadQueueMax);
        Expect.positive("connect_timeout", connectTimeout);
        Expect.positive("read_timeout", readTimeout);
        Expect.positive("statement_timeout", statementTimeout);
        Expect.positive("lock_timeout", lockTimeout);
    }

    public static DatabaseConfig defaults() {
        return at(new DatabaseUrl("127.0.0.1", 5432, "millrace", "millrace", Secret.none()));
    }

    /** The defaults with another database. */
    public static DatabaseConfig at(DatabaseUrl url) {
        return new DatabaseConfig(
                url,
                "",
                Secret.none(),
                SslMode.PREFER,
                "",
                2,
                10_000,
                1_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3));
    }

    /** The user to connect as. */
    public String username() {
        return user.isEmpty() ? url.user() : user;
    }

    /** The password to connect with, if there is one. */
    public Secret secret() {
        return password.isPresent() ? password : url.password();
    }
}
