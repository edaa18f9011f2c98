/**
 * The business rules, pure: commands go in, events come out. No SQL, no Vert.x, no clock, and no ids but those that
 * derive from a command's own.
 *
 * <p>{@link dev.millrace.domain.command.Command#decide} holds every rule; {@link dev.millrace.domain.state.MerchantState#apply} holds
 * none and is the only thing that changes state. The changes that it returns are what gets written, so state, tables
 * and journal cannot drift apart.
 */
@NullMarked
package dev.millrace.domain;

import org.jspecify.annotations.NullMarked;
