package io.agender.runtime.status;

import io.agender.runtime.config.SettingsException;
import io.agender.runtime.http.ConnectionKeeper;
import io.agender.runtime.http.ForeignPage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a cluster's questions about a service over HTTP.
 *
 * <table>
 * <caption>What it answers to GET and HEAD</caption>
 * <tr><td>{@code /health/live}</td><td>200 as long as it can be asked</td></tr>
 * <tr><td>{@code /health/ready}</td><td>200 when all parts of the {@link ServiceHealth} are ready, else 503; the parts as
 * JSON</td></tr>
 * <tr><td>{@code /metrics}</td><td>the figures as text in Prometheus' format</td></tr>
 * </table>
 *
 * <p>Pages of other sites are refused; on an address of this machine's own, so is every name but this machine's. Who
 * reads or writes slowly holds no thread.
 *
 * <p>Thread-safe. Whoever opens it closes it.
 */
public final class StatusServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";

    /** One that accepts, one that selects, and some that answer while another makes the figures. */
    private static final int THREADS = 6;

    /** Probes and scrapers; a slow reader of the figures holds some hundred kilobytes. */
    private static final int CONNECTIONS = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Server server;
    private final ServerConnector connector;

    private StatusServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /** What is sent back. */
    private record Answer(int status, String type, String body) {}

    /** A question with its answers; anybody who reaches the address may ask. */
    private static final class Questions extends Handler.Abstract {

        private final Map<String, Supplier<Answer>> answers;
        private final boolean onlyThisMachine;

        Questions(Map<String, Supplier<Answer>> answers, boolean onlyThisMachine) {
            this.answers = answers;
            this.onlyThisMachine = onlyThisMachine;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Answer answer = answer(request, response);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }

        private Answer answer(Request request, Response response) {
            ForeignPage page = new ForeignPage(request.getHeaders()::get);
            if (page.sent() || onlyThisMachine && !page.namesThisMachine()) {
                return new Answer(403, TEXT, "Pages of other sites and names of other machines are not answered.\n");
            }
            Supplier<Answer> asked = answers.get(Request.getPathInContext(request));
            if (asked == null) {
                return new Answer(404, TEXT, "There is only /health/live, /health/ready and /metrics here.\n");
            }
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
                return new Answer(405, TEXT, "Only GET and HEAD.\n");
            }
            try {
                return asked.get();
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("The question {} has no answer.", Request.getPathInContext(request), e);
                return new Answer(500, TEXT, "There is no answer; the log tells more.\n");
            }
        }
    }

    /**
     * Starts to answer.
     *
     * @param address where it listens; port 0 takes a free one
     * @param figures writes the figures; called by any thread
     * @throws SettingsException when the address can't be had
     */
    public static StatusServer open(InetSocketAddress address, ServiceHealth health, Supplier<String> figures) {
        return open(address, health, figures, PATIENCE);
    }

    /** @param patience how long a connection may be open without a whole request */
    static StatusServer open(
            InetSocketAddress address, ServiceHealth health, Supplier<String> figures, Duration patience) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 3);
        threads.setName("status-server");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ConnectionKeeper keeper = new ConnectionKeeper(new ConnectionKeeper.Bounds(CONNECTIONS, CONNECTIONS, patience));
        keeper.setHandler(new Questions(
                Map.of(
                        "/health/live", () -> new Answer(200, TEXT, "live\n"),
                        "/health/ready", () -> ready(health.parts()),
                        "/metrics", () -> new Answer(200, FIGURES, figures.get())),
                address.getAddress() != null && address.getAddress().isLoopbackAddress()));
        server.setHandler(keeper);
        ServerConnector connector = keeper.connector(server, new HttpConfiguration());
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        StatusServer opened = new StatusServer(server, connector);
        try {
            server.start();
        } catch (Exception e) { // which is what Jetty declares
            opened.close();
            throw new SettingsException(
                    "Health and figures can't be served at " + address.getHostString() + ":" + address.getPort() + " ("
                            + RootCause.of(e).getMessage() + "); choose another http.port or http.host.",
                    e);
        }
        return opened;
    }

    private static Answer ready(Map<String, Optional<String>> parts) {
        boolean all = parts.values().stream().allMatch(Optional::isEmpty);
        String each = parts.entrySet().stream()
                .map(part -> quoted(part.getKey()) + ":" + part.getValue().isEmpty())
                .collect(Collectors.joining(","));
        String why = parts.entrySet().stream()
                .filter(part -> part.getValue().isPresent())
                .map(part ->
                        quoted(part.getKey()) + ":" + quoted(part.getValue().get()))
                .collect(Collectors.joining(","));
        return new Answer(
                all ? 200 : 503,
                JSON,
                "{\"ready\":" + all + ",\"parts\":{" + each + "}" + (all ? "" : ",\"why\":{" + why + "}") + "}\n");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            server.stop();
        } catch (Exception e) { // which is what Jetty declares
            LOG.warn("Health and figures could not be closed in good order: {}", e.toString());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
