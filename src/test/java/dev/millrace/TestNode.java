package dev.millrace;

import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.app.Millrace;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.config.Secret;
import dev.millrace.http.ApiConfig;
import dev.millrace.telemetry.ManagementConfig;
import java.security.SecureRandom;
import java.util.UUID;

/** A whole server on ports of its own, with the merchants and API keys that a test makes. */
public final class TestNode implements AutoCloseable {
    private static final Secret PEPPER = Secret.of("a pepper that is used in tests alone");

    private final TestDatabase database;
    private final Millrace millrace;

    private TestNode(TestDatabase database, Millrace millrace) {
        this.database = database;
        this.millrace = millrace;
    }

    /** Starts a server; it has two event loops whatever the machine. */
    public static TestNode start(TestDatabase database) {
        MillraceConfig config = MillraceConfig.defaults()
                .with(ApiConfig.defaults().withPort(0))
                .with(new ManagementConfig("127.0.0.1", 0))
                .with(database.config())
                .with(AccessConfig.with(PEPPER));
        return new TestNode(database, Millrace.start(config));
    }

    public int apiPort() {
        return millrace.apiPort();
    }

    public int managementPort() {
        return millrace.managementPort();
    }

    /**
     * Makes a merchant.
     *
     * @return its API key, which may read and write
     */
    public String merchant(String name) {
        TestMerchant merchant = TestMerchant.create(database, name, "k3v9q0a2bz");
        KeyText key = KeyText.generate(new SecureRandom());
        merchant.run(
                "INSERT INTO api_keys (key_id, key_hmac, merchant_id, name, hint, scopes)"
                        + " VALUES (?, ?, ?, 'test', ?, ARRAY['read', 'write'])",
                UUID.randomUUID(),
                new KeyHasher(PEPPER).hash(key),
                merchant.id(),
                key.hint());
        return key.reveal();
    }

    @Override
    public void close() {
        millrace.close();
    }
}
