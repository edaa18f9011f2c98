package dev.millrace.http;

import dev.millrace.config.Expect;
import dev.millrace.config.Heap;
import java.time.Duration;

/**
 * The API server and its limits. Beyond a limit comes a clear answer at once, not a wait. The settings of its parts stand in
 * one section, {@code api}.
 *
 * @param docsEnabled whether there is a page under {@code /docs}, to which {@code /} leads
 */
public record ApiConfig(Listener listener, Timeouts timeouts, Requests requests, Pages pages, boolean docsEnabled) {
    /** What an open connection takes of the heap, about; {@code scripts/attack overload --scenario idle} measures it. */
    public static final int CONNECTION_BYTES = 8 * 1_024;

    private static final int KIBIBYTE = 1_024;

    /**
     * Where it listens.
     *
     * @param host address to listen on
     * @param port to listen on; 0 for any free one
     * @param eventLoops threads that serve, each with its own listener
     * @param connectionsMax open connections; what comes beyond is closed
     */
    public record Listener(String host, int port, int eventLoops, int connectionsMax) {
        public Listener {
            Expect.notBlank("host", host);
            Expect.port("port", port);
            Expect.positive("event_loops", eventLoops);
            Expect.positive("connections_max", connectionsMax);
        }
    }

    /**
     * How long things may take.
     *
     * @param idleTimeout a connection on which nothing moves for so long is closed
     * @param requestDeadline what a request may take to arrive, from its first byte to its last; and then to be answered
     * @param drainDelay how long a server that goes down still serves, so that balancers notice
     */
    public record Timeouts(Duration idleTimeout, Duration requestDeadline, Duration drainDelay) {
        public Timeouts {
            Expect.positive("idle_timeout", idleTimeout);
            Expect.positive("request_deadline", requestDeadline);
            Expect.notNegative("drain_delay", drainDelay);
        }
    }

    /**
     * What a request may have.
     *
     * @param bodyBytesMax of a request
     * @param bulkBytesMax of a bulk request
     * @param bodyChunksMax chunks that a body may come in, where it is sent in chunks
     * @param bulkLinesMax products in a bulk request
     * @param headerBytesMax all headers of a request together
     * @param initialLineBytesMax method, path and query together; a hundred of the longest ASCII SKUs, escaped, have room
     * @param jsonDepthMax nested objects and arrays
     */
    public record Requests(
            int bodyBytesMax,
            int bulkBytesMax,
            int bodyChunksMax,
            int bulkLinesMax,
            int headerBytesMax,
            int initialLineBytesMax,
            int jsonDepthMax) {
        public Requests {
            Expect.positive("body_bytes_max", bodyBytesMax);
            Expect.positive("bulk_bytes_max", bulkBytesMax);
            Expect.positive("body_chunks_max", bodyChunksMax);
            Expect.positive("bulk_lines_max", bulkLinesMax);
            Expect.positive("header_bytes_max", headerBytesMax);
            Expect.positive("initial_line_bytes_max", initialLineBytesMax);
            Expect.between("json_depth_max", jsonDepthMax, 4, 1_000);
        }
    }

    /**
     * What an answer has.
     *
     * @param pageDefault entries of a list where the client names no limit
     * @param pageMax entries of a list
     * @param stockSkusMax SKUs in one request for stock
     * @param eventsDefault events of a page where the client names no limit
     * @param eventsMax events of a page
     * @param eventsWaitMax how long a request may wait for news
     */
    public record Pages(
            int pageDefault, int pageMax, int stockSkusMax, int eventsDefault, int eventsMax, Duration eventsWaitMax) {
        public Pages {
            Expect.positive("page_default", pageDefault);
            Expect.atLeast("page_max", pageMax, "page_default", pageDefault);
            Expect.positive("stock_skus_max", stockSkusMax);
            Expect.positive("events_default", eventsDefault);
            Expect.atLeast("events_max", eventsMax, "events_default", eventsDefault);
            Expect.notNegative("events_wait_max", eventsWaitMax);
        }
    }

    public static ApiConfig defaults() {
        return defaults(Heap.ofThisJvm());
    }

    /** @param heap how large it may grow bounds how many connections there are */
    public static ApiConfig defaults(Heap heap) {
        return new ApiConfig(
                new Listener(
                        "127.0.0.1",
                        8080,
                        Runtime.getRuntime().availableProcessors(),
                        heap.fit(12, CONNECTION_BYTES, 1_000, 20_000)),
                new Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(10), Duration.ofSeconds(0)),
                new Requests(256 * KIBIBYTE, 4 * KIBIBYTE * KIBIBYTE, 16_384, 1_000, 16 * KIBIBYTE, 32 * KIBIBYTE, 32),
                new Pages(50, 100, 100, 100, 1_000, Duration.ofSeconds(20)),
                true);
    }

    /** The same on another port. */
    public ApiConfig withPort(int other) {
        Listener there = new Listener(listener.host(), other, listener.eventLoops(), listener.connectionsMax());
        return new ApiConfig(there, timeouts, requests, pages, docsEnabled);
    }
}
