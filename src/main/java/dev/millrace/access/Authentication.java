package dev.millrace.access;

/** Whether a request proved who sent it. */
public sealed interface Authentication {

    /** It did. */
    record Granted(Principal principal) implements Authentication {}

    /** It did not. Whether a key is unknown, expired or revoked is not told. */
    enum Denied implements Authentication {
        MISSING_KEY,
        INVALID_KEY
    }
}
