/** Every use of PostgreSQL but the lane's and the feed's: coalesced reads, settings, row mappers, failures. */
@NullMarked
package dev.millrace.store;

import org.jspecify.annotations.NullMarked;
