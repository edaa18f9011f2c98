package dev.millrace.attack.model;

import dev.millrace.domain.PlainMerchant;
import dev.millrace.domain.command.Command;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The service as it should be: the plainest merchant, behind a door that remembers keys. It answers in text: the status,
 * then the merchant's words.
 */
final class Model {
    private record Recorded(Object content, String answer) {}

    private final PlainMerchant merchant;
    private final Map<String, Recorded> recorded;

    Model() {
        this(new PlainMerchant(), Map.of());
    }

    private Model(PlainMerchant merchant, Map<String, Recorded> recorded) {
        this.merchant = merchant;
        this.recorded = new HashMap<>(recorded);
    }

    Model copy() {
        return new Model(merchant.copy(), recorded);
    }

    /** This model, which calls what it buys from now on as it is called in truth. */
    Model naming(Known known) {
        merchant.nameReplenishments(known.replenishments());
        return this;
    }

    PlainMerchant merchant() {
        return merchant;
    }

    /** What is found wrong at the door is never decided. */
    static String refused(List<String> faults) {
        return "422 validation_failed " + faults;
    }

    /**
     * Decides a command.
     *
     * @param accepted the status if it is done
     */
    String decide(Command command, int accepted) {
        String told = merchant.does(command);
        int space = told.indexOf(' ');
        String words = told.substring(space + 1);
        return switch (told.substring(0, space)) {
            case "accepted" -> accepted + " " + words;
            case "unchanged" -> "200 " + words;
            case "rejected" -> "409 " + words;
            case "refused" -> status(words.substring(0, words.indexOf(' '))) + " " + words;
            default -> throw new IllegalArgumentException(told);
        };
    }

    private static int status(String refusal) {
        return switch (refusal) {
            case "validation_failed" -> 422;
            case "not_found" -> 404;
            case "precondition_failed" -> 412;
            default -> 409;
        };
    }

    /** What was decided under a key is said again for the same content, and for no other. */
    String keyed(String kind, Key key, Object content, Supplier<String> decide) {
        return once(kind + " " + key, "422 idempotency_key_reused []", content, decide);
    }

    /** The same for what has another name than a key. */
    String once(String name, String reused, Object content, Supplier<String> decide) {
        Recorded earlier = recorded.get(name);
        if (earlier != null) {
            return earlier.content().equals(content) ? earlier.answer() + " replayed" : reused;
        }
        long before = merchant.number();
        String answer = decide.get();
        if (merchant.number() > before) {
            recorded.put(name, new Recorded(content, answer));
        }
        return answer;
    }
}
