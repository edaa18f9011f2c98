package dev.millrace.store;

import dev.millrace.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the database is: {@code postgresql://user:password@host:port/database}. Of several hosts ({@code host:port,host:port})
 * the one that takes writes is meant. User and password may be left out and given apart. It prints without the password.
 *
 * @param hosts at least one, in the order in which they are tried
 * @param user or the empty string
 */
public record DatabaseUrl(List<Host> hosts, String database, String user, Secret password) {
    private static final int PORT_DEFAULT = 5432;
    // Not by java.net.URI, which knows no list of hosts.
    private static final Pattern URL =
            Pattern.compile("(?<scheme>[^:/]*)://(?<authority>[^/?#]*)(?<path>/[^?#]*)?(?<query>\\?.*)?");
    private static final String SCHEMES = "postgres(ql)?";
    private static final String EXPECTED = " (expected: postgresql://user:password@host:port/database)";

    /** Where a server is. */
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    public DatabaseUrl {
        hosts = List.copyOf(hosts);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("no host" + EXPECTED);
        }
    }

    /** One server. */
    public DatabaseUrl(String host, int port, String database, String user, Secret password) {
        this(List.of(new Host(host, port)), database, user, password);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is no such URL; the message does not repeat a password
     */
    public static DatabaseUrl parse(String text) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw new IllegalArgumentException("not a URL" + EXPECTED);
        }
        if (!url.group("scheme").matches(SCHEMES)) {
            throw new IllegalArgumentException("scheme " + url.group("scheme") + EXPECTED);
        }
        if (url.group("query") != null) {
            throw new IllegalArgumentException(
                    "parameters in the URL are not supported; there is a key for each (database.ssl_mode …)");
        }
        String database =
                url.group("path") == null ? "" : decode(url.group("path").substring(1));
        if (database.isEmpty() || database.contains("/")) {
            throw new IllegalArgumentException("no database name" + EXPECTED);
        }
        String authority = url.group("authority");
        int at = authority.lastIndexOf('@');
        List<Host> hosts = Arrays.stream(authority.substring(at + 1).split(",", -1))
                .map(DatabaseUrl::host)
                .toList();
        String[] info = authority.substring(0, Math.max(0, at)).split(":", 2);
        return new DatabaseUrl(
                hosts, database, decode(info[0]), info.length > 1 ? Secret.of(decode(info[1])) : Secret.none());
    }

    private static Host host(String text) {
        URI uri;
        try {
            uri = new URI("postgresql://" + text);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("no host" + EXPECTED);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("no host" + EXPECTED);
        }
        return new Host(uri.getHost().replaceAll("^\\[|]$", ""), uri.getPort() < 0 ? PORT_DEFAULT : uri.getPort());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The first host's name. */
    public String host() {
        return hosts.getFirst().name();
    }

    /** The first host's port. */
    public int port() {
        return hosts.getFirst().port();
    }

    @Override
    public String toString() {
        String shownPassword = password.isPresent() ? ":" + password : "";
        String shownHosts = hosts.stream().map(Host::toString).collect(Collectors.joining(","));
        return "postgresql://" + user + shownPassword + (user.isEmpty() ? "" : "@") + shownHosts + "/" + database;
    }
}
