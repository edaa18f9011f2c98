package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgFailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"22003", "22021", "23514", "23505"})
    void dataIsAtFaultInClasses22And23(String state) {
        assertThat(PgFailures.isDataFailure(error("ERROR", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "57014", "57P01", "58030", "XM001", "40001", "55P03"})
    void dataIsNotAtFaultInAnyOther(String state) {
        assertThat(PgFailures.isDataFailure(error("ERROR", state))).isFalse();
    }

    @Test
    void onlyAnErrorOfTheServerProvesARollback() {
        assertThat(PgFailures.isProvenRollback(error("ERROR", "XM002"))).isTrue();
        assertThat(PgFailures.isProvenRollback(error("FATAL", "57P01"))).isFalse();
        assertThat(PgFailures.isProvenRollback(error("PANIC", "58030"))).isFalse();
        assertThat(PgFailures.isProvenRollback(ClosedConnectionException.INSTANCE))
                .isFalse();
        assertThat(PgFailures.isProvenRollback(new TimeoutException())).isFalse();
        assertThat(PgFailures.isProvenRollback(new ConnectException())).isFalse();
    }

    @Test
    void anErrorInAnotherLanguageIsProofWhereItCanNotBeFatal() {
        assertThat(PgFailures.isProvenRollback(error("FEHLER", "23505"))).isTrue();
        assertThat(PgFailures.isProvenRollback(error("FEHLER", "55P03"))).isTrue();
        assertThat(PgFailures.isProvenRollback(error("FEHLER", "57P01"))).isFalse();
    }

    @Test
    void aConflictIsAnAnswerOnlyOnAnIdempotencyKey() {
        assertThat(PgFailures.keyConflict(conflict("orders_idempotency_key"))).isEqualTo("orders_idempotency_key");
        assertThat(PgFailures.keyConflict(conflict("outcomes_idempotency_key"))).isEqualTo("outcomes_idempotency_key");
        assertThat(PgFailures.keyConflict(conflict("orders_pkey"))).isNull();
        assertThat(PgFailures.keyConflict(error("ERROR", "23505"))).isNull();
        assertThat(PgFailures.keyConflict(new TimeoutException())).isNull();
    }

    @Test
    void aLockTimeoutIsKnown() {
        assertThat(PgFailures.isLockTimeout(error("ERROR", "55P03"))).isTrue();
        assertThat(PgFailures.isLockTimeout(error("ERROR", "57014"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "28P01", "3D000", "40P01", "53300", "55P03", "57014", "57P03", "58030"})
    void aDatabaseThatCanNotIsUnavailable(String state) {
        Throwable translated = PgFailures.translate(error("ERROR", state), false);

        assertThat(translated).isInstanceOf(OperationFailure.StoreUnavailable.class);
        assertThat(((OperationFailure) translated).notExecuted()).isFalse();
    }

    @Test
    void aLostConnectionIsUnavailable() {
        for (Throwable failure : new Throwable[] {
            ClosedConnectionException.INSTANCE,
            new ConnectException("refused"),
            new TimeoutException(),
            VertxException.noStackTrace("Timeout waiting for connection")
        }) {
            Throwable translated = PgFailures.translate(failure, true);
            assertThat(translated).isInstanceOf(OperationFailure.StoreUnavailable.class);
            assertThat(((OperationFailure) translated).notExecuted()).isTrue();
        }
    }

    @Test
    void aWrongServerIsAnUnavailableDatabase() {
        assertThat(PgFailures.translate(new WrongServer("it is a standby"), true))
                .isInstanceOf(OperationFailure.StoreUnavailable.class);
    }

    @Test
    void aConnectionIsSpentByWhatEndsItOrTakesNoWrites() {
        assertThat(PgFailures.isConnectionSpent(error("FATAL", "57P01"))).isTrue();
        assertThat(PgFailures.isConnectionSpent(error("ERROR", "25006"))).isTrue();
        assertThat(PgFailures.isConnectionSpent(new TimeoutException())).isTrue();
        assertThat(PgFailures.isConnectionSpent(error("ERROR", "57014"))).isFalse();
        assertThat(PgFailures.isConnectionSpent(new IllegalStateException())).isFalse();
    }

    @Test
    void aBugStaysABug() {
        PgException syntax = error("ERROR", "42601");
        IllegalStateException bug = new IllegalStateException();

        assertThat(PgFailures.translate(syntax, true)).isSameAs(syntax);
        assertThat(PgFailures.translate(bug, true)).isSameAs(bug);
    }

    @Test
    void aKnownFailureStaysWhatItIs() {
        OperationFailure known = new OperationFailure.ShuttingDown();

        assertThat(PgFailures.translate(known, true)).isSameAs(known);
    }

    private static PgException error(String severity, String state) {
        return new PgException("message", severity, state, null);
    }

    private static PgException conflict(String constraint) {
        return new PgException(
                "duplicate key",
                "ERROR",
                "23505",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                constraint);
    }
}
