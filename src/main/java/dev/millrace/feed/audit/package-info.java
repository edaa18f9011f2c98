/** Proves that the books balance: by SQL, and by replaying the journal. Blocking, for commands and tests. */
@NullMarked
package dev.millrace.feed.audit;

import org.jspecify.annotations.NullMarked;
