package dev.millrace.access;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The API keys of whose revocation this node has heard lately. It goes before what is remembered of a key, and so a
 * revocation acts as soon as it is heard. Who hears nothing, since the database is away, loses nothing but that: what is
 * remembered of a key ends by itself, and so does what was revoked before the last that was heard.
 *
 * <p>One for all event loops; safe for any thread.
 */
public final class RevokedKeys {
    private volatile Set<KeyHash> lately = Set.of();

    /**
     * What was revoked lately; takes the place of what was heard before.
     *
     * @param hmacs of the keys, at least of all that were revoked within the time for which a key is remembered
     */
    public void heard(Collection<byte[]> hmacs) {
        lately = hmacs.stream().map(KeyHash::of).collect(Collectors.toUnmodifiableSet());
    }

    boolean contains(KeyHash key) {
        return lately.contains(key);
    }
}
