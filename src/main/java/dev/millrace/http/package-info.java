/** The API: a handler per endpoint, request parsers, problem+json, paging, OpenAPI. */
@NullMarked
package dev.millrace.http;

import org.jspecify.annotations.NullMarked;
