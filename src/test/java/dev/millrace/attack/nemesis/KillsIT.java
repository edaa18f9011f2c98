package dev.millrace.attack.nemesis;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and PostgreSQL are killed under load. The long form: {@code ./millrace nemesis}. */
class KillsIT extends UnderSiege {
    KillsIT() {
        super(10);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SERVER_KILLED",
                "SERVERS_KILLED_IN_APPEND",
                "SERVER_PAUSED",
                "POSTMASTER_KILLED",
                "BACKEND_KILLED",
                "BACKENDS_ENDED"
            })
    void worksAgainInTime(Fault fault) throws Exception {
        siege.endureAndTell(fault);
    }
}
