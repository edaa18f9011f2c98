/** The description of the API and the page to read it. */
@NullMarked
package dev.millrace.http.docs;

import org.jspecify.annotations.NullMarked;
