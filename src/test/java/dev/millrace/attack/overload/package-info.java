/** More than the server can take, and clients that are slow on purpose: what becomes of the others meanwhile. */
@NullMarked
package dev.millrace.attack.overload;

import org.jspecify.annotations.NullMarked;
