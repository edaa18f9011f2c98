package dev.millrace.http.suppliers;

import dev.millrace.purchasing.Connection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ETag of a supplier's connection, a setting that no journal numbers: a hash of what is shown of it and of when it was
 * changed, to the microsecond. A new secret, which is not shown, moves the time; another address of this server for
 * callbacks, which is no change of the connection, moves what is shown. So it is strong.
 */
final class ConnectionTag {
    private static final int CHARACTERS = 32;

    private ConnectionTag() {}

    /** With its quotes. */
    static String of(Connection connection) {
        MessageDigest digest = sha256();
        digest.update(connection.changedAt().toString().getBytes(StandardCharsets.US_ASCII));
        String hash = HexFormat.of().formatHex(digest.digest(ConnectionJson.bytes(connection)));
        return '"' + hash.substring(0, CHARACTERS) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
