package dev.millrace.purchasing;

import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Certificates that nobody else trusts, made by the JDK's own tool. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private Certificates() {}

    /** A key and a certificate for a host, in a file. */
    static JksOptions of(String host, Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "supplier",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-validity",
                        "2")
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool failed");
        }
        return new JksOptions().setPath(file.toString()).setPassword(PASSWORD);
    }
}
