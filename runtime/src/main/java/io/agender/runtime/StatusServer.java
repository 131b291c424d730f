package io.agender.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
 * <p>Thread-safe. Whoever opens it closes it.
 */
public final class StatusServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String FIGURES = "text/plain; version=0.0.4; charset=utf-8";

    /** A probe must be answered while somebody reads the figures slowly. */
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService threads;

    private StatusServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** What is sent back. */
    private record Answer(int status, String type, String body) {}

    /**
     * Starts to answer.
     *
     * @param address where it listens; port 0 takes a free one
     * @param figures writes the figures; called by any thread
     * @throws SettingsException when the address can't be had
     */
    public static StatusServer open(InetSocketAddress address, ServiceHealth health, Supplier<String> figures) {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(
                    "Health and figures can't be served at " + address.getHostString() + ":" + address.getPort() + " ("
                            + e.getMessage() + "); choose another http.port or http.host.",
                    e);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "status-server");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        serve(server, "/health/live", () -> new Answer(200, TEXT, "live\n"));
        serve(server, "/health/ready", () -> ready(health.parts()));
        serve(server, "/metrics", () -> new Answer(200, FIGURES, figures.get()));
        server.start();
        return new StatusServer(server, threads);
    }

    private static Answer ready(Map<String, Boolean> parts) {
        boolean all = !parts.containsValue(false);
        String each = parts.entrySet().stream()
                .map(part -> '"' + part.getKey() + "\":" + part.getValue())
                .collect(Collectors.joining(","));
        return new Answer(all ? 200 : 503, JSON, "{\"ready\":" + all + ",\"parts\":{" + each + "}}\n");
    }

    private static void serve(HttpServer server, String path, Supplier<Answer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String method = exchange.getRequestMethod();
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(exchange, new Answer(404, TEXT, "There is only " + path + " here.\n"));
                } else if (!method.equals("GET") && !method.equals("HEAD")) {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, new Answer(405, TEXT, "Only GET and HEAD.\n"));
                } else {
                    send(exchange, answer.get());
                }
            }
        });
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
