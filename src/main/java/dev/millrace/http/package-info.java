/**
 * The API: the routes and an endpoint for each, request parsers, problem+json, paging, OpenAPI.
 *
 * <p>{@code ApiServer} takes a request through its steps: find the route, check access, read the body,
 * ask the {@link dev.millrace.http.Endpoint}, answer. {@link dev.millrace.http.api.Routes} lists them all.
 */
@NullMarked
package dev.millrace.http;

import org.jspecify.annotations.NullMarked;
