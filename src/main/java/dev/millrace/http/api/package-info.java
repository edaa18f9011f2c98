/** Every route of the API, and the handler behind each. */
@NullMarked
package dev.millrace.http.api;

import org.jspecify.annotations.NullMarked;
