/** Kills, cuts and full disks, on real processes under load; what was acknowledged is checked from outside. */
@NullMarked
package dev.millrace.attack.nemesis;

import org.jspecify.annotations.NullMarked;
