package dev.millrace.http;

import dev.millrace.app.config.ConfigSources;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.node.ServedRoutes;
import java.util.List;

/** The routes of the API, with nothing behind them: for tests that must hold for each of them, and for the next. */
public final class AllRoutes {
    private AllRoutes() {}

    /** All that there are. */
    public static List<Route> list() {
        return ServedRoutes.of(MillraceConfig.defaults());
    }

    static List<Route> withoutDocs() {
        return ServedRoutes.of(
                new ConfigSources().flag("api.docs_enabled", "false").load());
    }
}
