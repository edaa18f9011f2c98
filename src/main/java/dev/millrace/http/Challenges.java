package dev.millrace.http;

import dev.millrace.access.Scope;
import dev.millrace.purchasing.RequestSignature;
import org.jspecify.annotations.Nullable;

/** What {@code WWW-Authenticate} says to somebody whose credentials do not suffice (RFC 6750 §3). */
public final class Challenges {
    private static final String SCHEME = "Bearer";
    private static final String BEARER = SCHEME + " realm=\"millrace\"";
    private static final String INVALID_TOKEN = BEARER + ", error=\"invalid_token\"";
    /** Of a supplier that calls back; the scheme is our own and bears the name of its header. */
    public static final String SIGNATURE = RequestSignature.HEADER + " realm=\"millrace\"";

    private Challenges() {}

    /** To who showed no key that is valid. Only who tried with the right scheme is told that this was the error. */
    static String unauthorized(@Nullable String authorization) {
        boolean isBearer = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer ? INVALID_TOKEN : BEARER;
    }

    /** To who showed a valid key that may not do this. */
    static String insufficient(Scope scope) {
        return BEARER + ", error=\"insufficient_scope\", scope=\"" + scope.text() + "\"";
    }
}
