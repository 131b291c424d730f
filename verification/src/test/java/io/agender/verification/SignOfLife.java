package io.agender.verification;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands in for a registry where records need none, because commands ask it for a sign of life. */
final class SignOfLife implements AutoCloseable {

    private final HttpServer server;

    private SignOfLife(HttpServer server) {
        this.server = server;
    }

    static SignOfLife open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return new SignOfLife(server);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
