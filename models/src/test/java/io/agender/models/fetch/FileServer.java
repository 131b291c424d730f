package io.agender.models.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on loopback that has one file and misbehaves as it is told. */
final class FileServer implements AutoCloseable {

    private static final String MOVED = "/moved";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile byte[] content;
    private volatile int breaksOffAfter = Integer.MAX_VALUE;
    private volatile boolean hangs;
    private volatile boolean knowsRanges = true;
    private volatile int status = 200;
    private volatile String elsewhere;

    FileServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address(String name) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** An address that only says where the file is now. */
    URI formerAddress(String name) {
        return address("moved/" + name);
    }

    /** Every answer ends after so many bytes of its own. */
    FileServer breakingOffAfter(int bytes) {
        breaksOffAfter = bytes;
        return this;
    }

    /** Instead of breaking off, it says nothing more. */
    FileServer hanging() {
        hangs = true;
        return this;
    }

    FileServer withoutRanges() {
        knowsRanges = false;
        return this;
    }

    FileServer answering(int newStatus) {
        status = newStatus;
        return this;
    }

    /** It only says where the file would be. */
    FileServer sendingTo(String address) {
        elsewhere = address;
        return this;
    }

    void offer(byte[] other) {
        content = other;
    }

    /** What was asked for, request by request: the Range header, or "all". */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        if (exchange.getRequestURI().getPath().startsWith(MOVED)) {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getPath().substring(MOVED.length()));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        if (elsewhere != null) {
            exchange.getResponseHeaders().set("Location", elsewhere);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        byte[] whole = content;
        int from = 0;
        if (range != null && knowsRanges) {
            from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
            if (from >= whole.length) {
                exchange.sendResponseHeaders(416, -1);
                exchange.close();
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        byte[] part = Arrays.copyOfRange(whole, from, whole.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, part.length);
        exchange.getResponseBody().write(part, 0, Math.min(part.length, breaksOffAfter));
        exchange.getResponseBody().flush();
        if (hangs && part.length > breaksOffAfter) {
            awaitEnd();
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
