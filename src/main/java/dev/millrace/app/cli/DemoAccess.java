package dev.millrace.app.cli;

import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.access.Scope;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.DataFolder;
import dev.millrace.app.node.Await;
import dev.millrace.config.Secret;
import dev.millrace.store.Merchant;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;

/** The demo's merchant and its API key, which is kept in the data folder and so is the same at every start. */
final class DemoAccess {
    private static final String MERCHANT = "demo";
    private static final String KEY_FILE = "demo-api-key";

    private DemoAccess() {}

    /** What came of it. */
    record Demo(int merchantId, KeyText key) {}

    /** Makes what is missing; on a second run that is nothing. */
    static Demo prepare(DataFolder folder, MillraceConfig config) {
        try (Operators operators = new Operators(config)) {
            Merchant merchant = Await.of(operators.merchants().findByName(MERCHANT))
                    .or(() -> Await.of(operators.merchants().create(MERCHANT, Operators.ACTOR)))
                    .orElseThrow();
            KeyText key = keptKey(folder)
                    .filter(kept -> isGood(operators, config, merchant, kept))
                    .orElseGet(() -> makeKey(folder, operators, merchant));
            return new Demo(merchant.id(), key);
        }
    }

    private static Optional<KeyText> keptKey(DataFolder folder) {
        return folder.readSecret(KEY_FILE).flatMap(kept -> Optional.ofNullable(KeyText.parse(kept.reveal())));
    }

    private static boolean isGood(Operators operators, MillraceConfig config, Merchant merchant, KeyText kept) {
        byte[] hmac = new KeyHasher(config.access().pepper()).hash(kept);
        return Await.of(operators.keys().list(merchant.id())).stream()
                .anyMatch(key -> KeyHasher.same(key.hmac(), hmac) && key.revokedAt() == null);
    }

    private static KeyText makeKey(DataFolder folder, Operators operators, Merchant merchant) {
        KeyText key = KeyText.generate(new SecureRandom());
        operators.recordKey(merchant, "demo", EnumSet.allOf(Scope.class), key, null);
        folder.writeSecret(KEY_FILE, Secret.of(key.reveal()));
        return key;
    }
}
