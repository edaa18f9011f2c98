package dev.millrace.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The description of the SOAP service, with the address where this one listens. */
final class Wsdl {
    private static final String RESOURCE = "/supplier/purchase-orders.wsdl";
    private static final String ADDRESS = "http://127.0.0.1:8090/soap";

    private Wsdl() {}

    static SandboxAnswer at(String address) {
        try (InputStream in = Objects.requireNonNull(Wsdl.class.getResourceAsStream(RESOURCE))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(ADDRESS, address);
            return new SandboxAnswer(200, "text/xml; charset=utf-8", Map.of(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
