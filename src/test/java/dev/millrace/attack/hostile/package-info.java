/** Clients who mean harm, with a key or without: what they make a small server keep, and how a neighbour fares beside them. */
@NullMarked
package dev.millrace.attack.hostile;

import org.jspecify.annotations.NullMarked;
