/** Merchants, API keys, scopes. */
@NullMarked
package dev.millrace.access;

import org.jspecify.annotations.NullMarked;
