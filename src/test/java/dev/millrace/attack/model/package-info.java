/**
 * Random business over HTTP against the real service, and the same against the plainest merchant that can be thought of:
 * answers and books must agree.
 *
 * <p>A {@code Wish} is what a client may ask for; a new sort of command is one more of them, and a line in
 * {@code RandomWishes}. A {@code Script} is a list of steps, each one wish or several at once; {@code Trial} carries one
 * out on a fresh merchant; {@code Shrinker} makes one that fails short.
 */
@NullMarked
package dev.millrace.attack.model;

import org.jspecify.annotations.NullMarked;
