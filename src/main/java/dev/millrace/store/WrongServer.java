package dev.millrace.store;

/** Why a server is not worked on. */
final class WrongServer extends RuntimeException {
    /** @param fault what is wrong with it, for people */
    WrongServer(String fault) {
        super(fault, null, false, false);
    }
}
