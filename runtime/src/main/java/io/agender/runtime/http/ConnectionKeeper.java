package io.agender.runtime.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Keeps a server's connections in bounds, so that whoever opens many, or sends half a request and no more, keeps nobody
 * else out.
 *
 * <p>A connection with no request on it has so long to send a whole head, however it trickles; then it is closed. When a
 * client has too many, or all together do, the one that has waited longest for a request makes room; where none waits,
 * the new one is closed. Heads are bounded in size, and no half-sent one holds a thread, which is Jetty's doing.
 *
 * <p>To be the outermost handler of its server. Thread-safe.
 */
public final class ConnectionKeeper extends Handler.Wrapper implements Connection.Listener {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int HEAD_BYTES = 8 * 1024;

    /** Of the files that the process may have open, so many at most are connections of one server: a quarter. */
    private static final int SHARE_OF_FILES = 4;

    private final Bounds bounds;
    private final Scheduler scheduler = new ScheduledExecutorScheduler("connection-keeper", true);
    private final Map<Connection, Held> held = new HashMap<>();
    private final Map<String, Integer> clients = new HashMap<>();

    /**
     * How much is too much.
     *
     * @param connections most connections of all clients
     * @param perClient most connections of one client
     * @param patience how long a connection may be open without a whole request
     */
    public record Bounds(int connections, int perClient, Duration patience) {}

    private static final class Held {
        final String client;
        boolean busy;
        long waitingSince = System.nanoTime();

        Held(String client) {
            this.client = client;
        }
    }

    public ConnectionKeeper(Bounds bounds) {
        this.bounds = new Bounds(Math.min(bounds.connections(), mostByFiles()), bounds.perClient(), bounds.patience());
        addBean(scheduler);
    }

    private static int mostByFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, Math.max(16, unix.getMaxFileDescriptorCount() / SHARE_OF_FILES))
                : Integer.MAX_VALUE;
    }

    /** A connector of the server that this is the handler of; it listens when the server starts. */
    public ServerConnector connector(Server server, HttpConfiguration http) {
        http.setRequestHeaderSize(HEAD_BYTES);
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(bounds.patience().toMillis());
        connector.addBean(this, false);
        return connector;
    }

    /** How many connections there are now. */
    public synchronized int connections() {
        return held.size();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookLater();
    }

    private void lookLater() {
        scheduler.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        waiting(entry -> now - entry.waitingSince > bounds.patience().toNanos()).forEach(ConnectionKeeper::drop);
        if (isRunning()) {
            lookLater();
        }
    }

    private synchronized List<Connection> waiting(Predicate<Held> wanted) {
        return held.entrySet().stream()
                .filter(entry -> !entry.getValue().busy && wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void onOpened(Connection connection) {
        String client = ClientAddress.of(connection.getEndPoint().getRemoteSocketAddress());
        makeRoom(client, connection).ifPresent(ConnectionKeeper::drop);
    }

    /** Takes a connection in; returns the one that must go for it, if any: perhaps itself. */
    private synchronized Optional<Connection> makeRoom(String client, Connection connection) {
        boolean tooManyOfIt = clients.getOrDefault(client, 0) >= bounds.perClient();
        Optional<Connection> leaving = Optional.empty();
        if (tooManyOfIt || held.size() >= bounds.connections()) {
            leaving = Optional.of(
                    longestWaiting(tooManyOfIt ? client : greediest()).orElse(connection));
            leaving.ifPresent(this::forget);
        }
        if (leaving.isEmpty() || leaving.get() != connection) {
            held.put(connection, new Held(client));
            clients.merge(client, 1, Integer::sum);
        }
        return leaving;
    }

    /** Of the clients with a connection that waits the one with the most of all. */
    private String greediest() {
        Stream<String> waiting = held.values().stream().filter(one -> !one.busy).map(one -> one.client);
        return waiting.max(Comparator.comparing(clients::get)).orElse("");
    }

    private Optional<Connection> longestWaiting(String client) {
        return held.entrySet().stream()
                .filter(entry ->
                        !entry.getValue().busy && entry.getValue().client.equals(client))
                .min(Comparator.comparingLong(entry -> entry.getValue().waitingSince - System.nanoTime()))
                .map(Map.Entry::getKey);
    }

    private static void drop(Connection connection) {
        connection.getEndPoint().close();
    }

    @Override
    public void onClosed(Connection connection) {
        forget(connection);
    }

    private synchronized void forget(Connection connection) {
        Held gone = held.remove(connection);
        if (gone != null) {
            clients.computeIfPresent(gone.client, (client, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        busy(connection, true);
        Request.addCompletionListener(request, failure -> busy(connection, false));
        return super.handle(request, response, callback);
    }

    private synchronized void busy(Connection connection, boolean busy) {
        Held one = held.get(connection);
        if (one != null) {
            one.busy = busy;
            one.waitingSince = System.nanoTime();
        }
    }
}
