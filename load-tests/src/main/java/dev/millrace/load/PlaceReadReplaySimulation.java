package dev.millrace.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static java.util.Objects.requireNonNull;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * Customers who come whether or not the server keeps up (an open model). Each places an order, reads it back, and sends
 * it again under the same key. One wrong answer fails the run, and so does a run in which nothing was accepted.
 */
public final class PlaceReadReplaySimulation extends Simulation {
    private static final String REPLAYED = "Idempotent-Replayed";
    /** What a replay must repeat, beside status and body. */
    private static final List<String> REPEATED_HEADERS = List.of("Content-Type", "Location", "ETag");

    private static final String STATUS = "status";
    private static final String BODY = "body";
    private static final String ORDER_ID = "orderId";
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    public PlaceReadReplaySimulation() {
        LoadSettings settings = LoadSettings.ofProcess();
        var customers = scenario("Place, read, replay")
                .exec(feed(new OrderRequests(settings.seed(), settings.run())), customer());
        setUp(customers.injectOpen(constantUsersPerSec(settings.usersPerSecond())
                        .during(settings.duration())
                        .randomized()))
                .protocols(protocol(settings))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details("accepted", "replay")
                                .successfulRequests()
                                .count()
                                .gt(0L));
    }

    private static HttpProtocolBuilder protocol(LoadSettings settings) {
        return http.baseUrl(settings.url().toString())
                .authorizationHeader("Bearer " + settings.apiKey())
                .userAgentHeader("millrace-load-tests")
                // Clients of an order API are servers with connections that they keep.
                .shareConnections()
                .disableWarmUp();
    }

    private static ChainBuilder customer() {
        return placeOnce()
                .exec(doIfOrElse((Session session) -> session.getInt(STATUS) == CREATED)
                        .then(group("accepted").on(readBack(), replay()))
                        .orElse(group("rejected").on(replay())));
    }

    /** A customer whose first answer is wrong goes home: the rest would be wrong for the same reason. */
    private static ChainBuilder placeOnce() {
        HttpRequestActionBuilder place = place("place")
                .check(
                        status().in(CREATED, CONFLICT).saveAs(STATUS),
                        header(REPLAYED).notExists(),
                        bodyBytes().saveAs(BODY),
                        bodyString()
                                .transformWithSession((body, session) -> OrderAnswer.checkPlaced(order(session), body))
                                .saveAs(ORDER_ID));
        for (String name : REPEATED_HEADERS) {
            place = place.check(header(name).withDefault("").saveAs(name));
        }
        return exec(place).exitHereIfFailed();
    }

    private static ChainBuilder readBack() {
        return exec(http("read back")
                .get("#{Location}")
                .check(
                        status().is(200),
                        header("ETag").is(session -> session.getString("ETag")),
                        bodyString().validate("the order that was sent", (body, session) -> {
                            OrderAnswer.checkReadBack(order(session), orderId(session), body);
                            return body;
                        })));
    }

    private static ChainBuilder replay() {
        HttpRequestActionBuilder replay = place("replay")
                .check(
                        status().is(session -> session.getInt(STATUS)),
                        header(REPLAYED).is("true"),
                        bodyBytes().validate("the first answer, byte for byte", (body, session) -> {
                            if (!Arrays.equals(body, session.<byte[]>get(BODY))) {
                                throw new WrongAnswer("another answer than the first one");
                            }
                            return body;
                        }));
        for (String name : REPEATED_HEADERS) {
            replay = replay.check(header(name).withDefault("").is(session -> session.getString(name)));
        }
        return exec(replay);
    }

    private static HttpRequestActionBuilder place(String name) {
        return http(name)
                .post("/v1/orders")
                .header("Idempotency-Key", session -> order(session).idempotencyKey())
                .header("Content-Type", "application/json")
                .body(StringBody(session -> order(session).json()));
    }

    private static OrderRequest order(Session session) {
        return requireNonNull(session.<OrderRequest>get(OrderRequests.ORDER));
    }

    private static String orderId(Session session) {
        return requireNonNull(session.getString(ORDER_ID));
    }
}
