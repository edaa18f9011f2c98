package dev.millrace.app.node;

import dev.millrace.access.AccessConfig;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.http.Route;
import io.vertx.core.Future;
import java.util.List;

/** The routes that a server mounts, put together as it does, but never started: nothing behind them answers. */
public final class ServedRoutes {
    private ServedRoutes() {}

    public static List<Route> of(MillraceConfig config) {
        NodeComponents components = new NodeComponents(config.with(AccessConfig.with(TestNode.PEPPER)));
        List<Route> routes = new ApiEventLoop(components).routes((_, _) -> Future.failedFuture("not called"));
        components.vertx.close().toCompletionStage().toCompletableFuture().join();
        return routes;
    }
}
