package io.agender.vision.video;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the files of a folder over HTTP. */
public final class HttpFolder implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Path folder;

    private HttpFolder(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    public static HttpFolder serve(Path folder) throws IOException {
        return serve(folder, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** On all addresses of this machine, so that containers reach it. */
    public static HttpFolder serveToAll(Path folder) throws IOException {
        return serve(folder, new InetSocketAddress(0));
    }

    private static HttpFolder serve(Path folder, InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        HttpFolder files = new HttpFolder(server, folder);
        server.createContext("/", files::answer);
        server.setExecutor(files.threads);
        server.start();
        return files;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String file) {
        return "http://127.0.0.1:" + port() + "/" + file;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
