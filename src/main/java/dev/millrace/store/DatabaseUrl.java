package dev.millrace.store;

import dev.millrace.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is: {@code postgresql://user:password@host:port/database}. User and password may be left out and
 * given apart. It prints without the password.
 *
 * @param user or the empty string
 */
public record DatabaseUrl(String host, int port, String database, String user, Secret password) {
    private static final int PORT_DEFAULT = 5432;
    private static final String EXPECTED = " (expected: postgresql://user:password@host:port/database)";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is no such URL; the message does not repeat a password
     */
    public static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("not a URL" + EXPECTED);
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw new IllegalArgumentException("scheme " + uri.getScheme() + EXPECTED);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("no host" + EXPECTED);
        }
        if (uri.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "parameters in the URL are not supported; there is a key for each (database.ssl_mode …)");
        }
        String database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        if (database.isEmpty() || database.contains("/")) {
            throw new IllegalArgumentException("no database name" + EXPECTED);
        }
        int port = uri.getPort() < 0 ? PORT_DEFAULT : uri.getPort();
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        return new DatabaseUrl(host, port, database, userOf(uri), passwordOf(uri));
    }

    private static String userOf(URI uri) {
        String info = uri.getRawUserInfo();
        return info == null ? "" : decode(info.split(":", 2)[0]);
    }

    private static Secret passwordOf(URI uri) {
        @Nullable String info = uri.getRawUserInfo();
        return info == null || !info.contains(":") ? Secret.none() : Secret.of(decode(info.split(":", 2)[1]));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String shownHost = host.contains(":") ? "[" + host + "]" : host;
        String shownPassword = password.isPresent() ? ":" + password : "";
        return "postgresql://" + user + shownPassword + (user.isEmpty() ? "" : "@") + shownHost + ":" + port + "/"
                + database;
    }
}
