package io.agender.schemas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives one and the same answer to whatever it is asked; or one to questions, another to what is to be changed. */
final class FakeRegistry implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Answer toQuestions;
    private final Answer toChanges;

    /** @param type of the content; null for none */
    record Answer(int status, String type, String body) {

        /** Never comes. */
        static final Answer NONE = new Answer(0, null, "");

        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }
    }

    FakeRegistry(Answer answer) throws IOException {
        this(answer, answer);
    }

    FakeRegistry(Answer toQuestions, Answer toChanges) throws IOException {
        this.toQuestions = toQuestions;
        this.toChanges = toChanges;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Answer answer = exchange.getRequestMethod().equals("GET") ? toQuestions : toChanges;
            if (answer.equals(Answer.NONE)) {
                closing.await();
                return;
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (answer.type() != null) {
                exchange.getResponseHeaders().set("Content-Type", answer.type());
            }
            exchange.getResponseHeaders().set("Location", "/login");
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
