package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.wire.Uuid7;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SettingsIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30Z");
    private static final Uuid7 UUIDS = Uuid7.seeded();

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private MerchantStore merchants;
    private ApiKeyStore keys;

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeEach
    void make() {
        merchants = new MerchantStore(pools.lists(), SettingsIT::id);
        keys = new ApiKeyStore(pools.lists(), SettingsIT::id);
    }

    @Test
    void aNewMerchantBeginsWithAnEmptyJournalAndALineInTheAudit() {
        Merchant merchant = create("first");

        assertThat(merchant.history()).matches("[0-9a-z]{10}");
        assertThat(loop.await(() -> merchants.findByName("first"))).contains(merchant);
        assertThat(query("SELECT number FROM heads WHERE merchant_id = " + merchant.id()))
                .containsExactly("0");
        assertThat(auditOf(merchant)).containsExactly("tester merchant.created first");
    }

    @Test
    void aNameIsTakenOnce() {
        Merchant merchant = create("taken");

        assertThat(loop.await(() -> merchants.create("taken", "tester"))).isEmpty();
        assertThat(loop.await(() -> merchants.findByName("taken"))).contains(merchant);
        assertThat(auditOf(merchant)).hasSize(1);
    }

    @Test
    void merchantsAreListedByName() {
        Merchant b = create("list b");
        Merchant a = create("list a");

        assertThat(loop.await(merchants::list)).containsSubsequence(a, b);
    }

    @Test
    void aKeyIsFoundByItsHmacWithEverythingThatItsUseDependsOn() {
        Merchant merchant = create("keys");
        ApiKey key = key(merchant, 1, Set.of("read", "write"), Instant.parse("2027-01-01T00:00:00Z"));
        loop.await(() -> keys.create(key, "tester"));

        ApiKey found = find(key.hmac());

        assertThat(found).usingRecursiveComparison().isEqualTo(key);
        assertThat(auditOf(merchant)).contains("tester key.created shop mr_live_…1");
    }

    @Test
    void anUnknownHmacFindsNothing() {
        ApiKeyReads reads = reads();

        assertThat(loop.await(() -> reads.byHmac(hmac(99)))).isEmpty();
    }

    @Test
    void aRevokedKeySaysSoAndIsRevokedOnce() {
        Merchant merchant = create("revoked");
        ApiKey key = key(merchant, 2, Set.of("read"), null);
        loop.await(() -> keys.create(key, "tester"));

        assertThat(loop.await(() -> keys.revoke(key.id(), "tester"))).isTrue();
        assertThat(loop.await(() -> keys.revoke(key.id(), "tester"))).isFalse();
        assertThat(loop.await(() -> keys.revoke(id(), "tester"))).isFalse();

        assertThat(find(key.hmac()).revokedAt()).isNotNull();
        assertThat(auditOf(merchant))
                .containsExactly(
                        "tester merchant.created revoked",
                        "tester key.created shop mr_live_…2",
                        "tester key.revoked shop mr_live_…2");
    }

    @Test
    void keysAreListedForTheirMerchantAlone() {
        Merchant merchant = create("lists keys");
        Merchant other = create("lists other keys");
        ApiKey key = key(merchant, 3, Set.of("read"), null);
        loop.await(() -> keys.create(key, "tester"));
        loop.await(() -> keys.create(key(other, 4, Set.of("read"), null), "tester"));

        assertThat(loop.await(() -> keys.list(merchant.id())))
                .extracting(ApiKey::id)
                .containsExactly(key.id());
    }

    @Test
    void aKeyThatCanNotBeMadeLeavesNoLineInTheAudit() {
        Merchant merchant = create("twice");
        ApiKey key = key(merchant, 5, Set.of("read"), null);
        loop.await(() -> keys.create(key, "tester"));
        List<String> before = auditOf(merchant);

        Throwable failure = loop.awaitFailure(() -> keys.create(key, "tester"));

        assertThat(PgFailures.isDataFailure(failure)).isTrue();
        assertThat(auditOf(merchant)).isEqualTo(before);
    }

    private static UUID id() {
        return UUIDS.next(AT);
    }

    private static Merchant create(String name) {
        MerchantStore store = new MerchantStore(pools.lists(), SettingsIT::id);
        return loop.await(() -> store.create(name, "tester")).orElseThrow();
    }

    private static ApiKey find(byte[] hmac) {
        ApiKeyReads reads = reads();
        return loop.await(() -> reads.byHmac(hmac)).orElseThrow();
    }

    private static ApiKeyReads reads() {
        return loop.make(() -> new ApiKeyReads(pools.reads(), ReadConfig.defaults()));
    }

    private static ApiKey key(Merchant merchant, int seed, Set<String> scopes, @Nullable Instant expiresAt) {
        return new ApiKey(id(), hmac(seed), merchant.id(), "shop", "mr_live_…" + seed, scopes, AT, expiresAt, null);
    }

    private static byte[] hmac(int seed) {
        byte[] hmac = new byte[32];
        hmac[31] = (byte) seed;
        return hmac;
    }

    private static List<String> auditOf(Merchant merchant) {
        return query("SELECT actor || ' ' || action || ' ' || detail FROM operator_audit WHERE merchant_id = "
                + merchant.id() + " ORDER BY audit_id");
    }

    private static List<String> query(String sql) {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
