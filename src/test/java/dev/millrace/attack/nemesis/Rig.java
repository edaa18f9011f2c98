package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.database.TestCluster;
import dev.millrace.endtoend.ServerPlan;
import dev.millrace.endtoend.ServerProcess;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is attacked: a PostgreSQL of its own, server processes, and the proxy through which they reach it. */
public final class Rig implements AutoCloseable {
    private static final Path HOME = Path.of("target", "nemesis");

    private final Timeouts timeouts;
    private final @Nullable SmallVolume volume;
    private final List<TestCluster> clusters = new ArrayList<>();
    private final Proxy proxy;
    private final HttpClient http = ApiClient.http();
    private final List<ServerPlan> plans = new ArrayList<>();
    private final List<ServerProcess> servers = new ArrayList<>();

    private Rig(Timeouts timeouts, @Nullable SmallVolume volume) throws IOException {
        this.timeouts = timeouts;
        this.volume = volume;
        Path folder = volume == null ? HOME.resolve("on-disk") : volume.path().resolve("data");
        clusters.add(TestCluster.make(folder, HOME.resolve("binaries")));
        proxy = Proxy.before(direct().port());
    }

    /** On the disk that this runs on. */
    static Rig start(int nodes, Timeouts timeouts) throws IOException, InterruptedException {
        Rig rig = new Rig(timeouts, null);
        return rig.started(nodes);
    }

    /** On a volume that can be filled up, or nothing where the system permits none. */
    static Optional<Rig> onSmallVolume(int nodes, Timeouts timeouts, long bytes)
            throws IOException, InterruptedException {
        Optional<SmallVolume> volume = SmallVolume.mount(HOME.resolve("volume"), bytes);
        if (volume.isEmpty()) {
            return Optional.empty();
        }
        Rig rig = new Rig(timeouts, volume.get());
        rig.cluster().set("max_wal_size", "64MB");
        rig.cluster().set("min_wal_size", "32MB");
        return Optional.of(rig.started(nodes));
    }

    private Rig started(int nodes) throws IOException, InterruptedException {
        try {
            new Migrations(DatabaseConfig.at(direct())).migrate();
            for (int node = 0; node < nodes; node++) {
                Path log = HOME.resolve("server-" + node + ".log");
                Files.deleteIfExists(log);
                plans.add(timeouts.in(ServerPlan.on(throughProxy())
                        .with("database.ssl_mode", "disable")
                        .loggingTo(log)));
                servers.add(ServerProcess.start(plans.get(node), http));
            }
            return this;
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** The one that servers work on. */
    TestCluster cluster() {
        return clusters.getFirst();
    }

    /** Starts another one that follows it through a proxy of its own, and without which no commit is acknowledged. */
    TestCluster startStandby(Proxy replication) throws IOException, SQLException {
        TestCluster standby = cluster().standbyIn(HOME.resolve("standby"), replication.port());
        clusters.add(standby);
        cluster().set("synchronous_standby_names", "standby");
        return standby;
    }

    /** From now on the proxy leads to the standby. */
    void failOver() {
        clusters.add(clusters.removeFirst());
        proxy.leadTo(direct().port());
    }

    Proxy proxy() {
        return proxy;
    }

    Optional<SmallVolume> volume() {
        return Optional.ofNullable(volume);
    }

    int nodes() {
        return plans.size();
    }

    ServerProcess server(int node) {
        return servers.get(node);
    }

    /** A client of one node, which goes on when the node is started again. */
    ApiClient client(int node, String key) {
        return new ApiClient(http, plans.get(node).apiPort(), key);
    }

    /** The database without the proxy. */
    DatabaseUrl direct() {
        return cluster().url();
    }

    /** A connection that no fault of the proxy touches. */
    Connection connect() throws SQLException {
        return Jdbc.connect(direct());
    }

    private DatabaseUrl throughProxy() {
        DatabaseUrl url = direct();
        return new DatabaseUrl(url.host(), proxy.port(), url.database(), url.user(), url.password());
    }

    /** Starts a node that was killed, and does not wait for it. */
    void launchAgain(int node) throws IOException {
        servers.set(node, ServerProcess.launch(plans.get(node), http));
    }

    boolean isReady() throws InterruptedException {
        for (ServerProcess server : servers) {
            if (!server.isReady()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        servers.forEach(ServerProcess::close);
        proxy.close();
        clusters.forEach(TestCluster::close);
        http.close();
        if (volume != null) {
            volume.close();
        }
    }
}
