/**
 * How suppliers are reached: what they are told and what their answers mean, the connectors that speak to them, and the
 * rules of the road that all connectors keep.
 */
@NullMarked
package dev.millrace.purchasing;

import org.jspecify.annotations.NullMarked;
