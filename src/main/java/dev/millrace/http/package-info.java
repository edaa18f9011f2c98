/**
 * What all of the API has in common: the way of a request, access, bodies, problems, paging, conditions. A package below it
 * for each resource has its routes and a handler for each.
 *
 * <p>{@code ApiServer} takes a request from its connection; {@code ApiRouter}, on vertx-web's router, finds its
 * {@link dev.millrace.http.Route}; {@code RequestSteps} takes it from there: check access, read the body, ask the
 * {@link dev.millrace.http.Endpoint}, answer. {@link dev.millrace.http.ApiVerticle} is given the routes of all resources.
 */
@NullMarked
package dev.millrace.http;

import org.jspecify.annotations.NullMarked;
