package io.agender.verification;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** An MJPEG camera on all addresses of this machine that shows an empty picture to those who know its password. */
final class GatedCamera implements AutoCloseable {

    private static final long MILLIS_BETWEEN_FRAMES = 200;

    private final HttpServer server;
    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final byte[] jpeg = jpeg();

    private GatedCamera(HttpServer server) {
        this.server = server;
    }

    static GatedCamera open(String user, String password) throws IOException {
        GatedCamera camera = new GatedCamera(HttpServer.create(new InetSocketAddress(0), 0));
        camera.server.createContext("/mjpeg", camera::show).setAuthenticator(new BasicAuthenticator("camera") {
            @Override
            public boolean checkCredentials(String name, String word) {
                return name.equals(user) && word.equals(password);
            }
        });
        camera.server.setExecutor(camera.visitors);
        camera.server.start();
        return camera;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void show(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!closed.await(MILLIS_BETWEEN_FRAMES, TimeUnit.MILLISECONDS)) {
                out.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write(new byte[] {'\r', '\n'});
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] jpeg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        visitors.shutdownNow();
    }
}
