package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.http.RawConnection.Answer;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/** What a shopper was told of a wish. */
sealed interface Told {
    /** Its outcome, for ever. */
    record Decided(int status, String body) implements Told {}

    /** That nothing was done, or it reached nobody. */
    record NotExecuted() implements Told {}

    /** Nothing that says what became of it. */
    record Unknown() implements Told {}

    /** What never should be answered to it. */
    record Wrong(String answer) implements Told {}

    /** Sends it once. */
    static Told of(Wish wish, ApiClient client) {
        try {
            return of(wish, wish.send(client));
        } catch (IllegalStateException failure) {
            Throwable cause = failure.getCause();
            return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                    ? new NotExecuted()
                    : new Unknown();
        }
    }

    private static Told of(Wish wish, Answer response) {
        int status = response.status();
        boolean decided = switch (wish.kind()) {
            case PLACE -> status == 201 || status == 409;
            case ADJUST, CANCEL -> status == 200;
        };
        if (decided) {
            return new Decided(status, response.body());
        }
        if (status == 503 && response.body().contains("\"not_executed\":true")) {
            return new NotExecuted();
        }
        return status == 503 || status == 504 ? new Unknown() : new Wrong(status + " " + response.body());
    }
}
