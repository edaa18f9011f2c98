package dev.millrace.access;

import java.util.Set;
import java.util.UUID;

/**
 * Who sent a request, as its API key proves.
 *
 * @param merchantId whose business it may see and change; never another's
 * @param keyId which key it is
 * @param scopes what for; at least one
 * @param key the same for people who read an audit: its name and hint
 */
public record Principal(int merchantId, UUID keyId, Set<Scope> scopes, String key) {
    public Principal {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }
}
