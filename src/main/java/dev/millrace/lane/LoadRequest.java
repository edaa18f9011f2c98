package dev.millrace.lane;

import dev.millrace.domain.state.Needs;
import java.util.Set;

/**
 * What is to be loaded of one merchant.
 *
 * @param needs of its commands
 * @param keys whose outcomes are to be looked up
 */
public record LoadRequest(Needs needs, Set<KeyId> keys) {}
