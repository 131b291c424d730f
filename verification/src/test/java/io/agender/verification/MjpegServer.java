package io.agender.verification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A camera over HTTP that hangs up after so many pictures, each time. */
final class MjpegServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "mjpeg-server");
        thread.setDaemon(true);
        return thread;
    });
    private final byte[] picture;
    private final int pictures;
    private final Duration shutter;

    private MjpegServer(HttpServer server, byte[] picture, int pictures, Duration shutter) {
        this.server = server;
        this.picture = picture;
        this.pictures = pictures;
        this.shutter = shutter;
    }

    /** @param shutter time between two pictures */
    static MjpegServer open(byte[] picture, int pictures, Duration shutter) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        MjpegServer camera = new MjpegServer(server, picture, pictures, shutter);
        server.setExecutor(camera.threads);
        server.createContext("/", camera::answer);
        server.start();
        return camera;
    }

    /** The first picture of a sample clip. */
    static byte[] picture() {
        Path clip = Path.of(System.getProperty("agender.home", ".."), "samples", "door.mp4");
        try (VideoSource source = new VideoEngine().open(clip.toString(), new VideoOptions(0, 0, 80))) {
            return source.next().orElseThrow().image().bytes();
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/stream.mjpg";
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=picture");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < pictures; i++) {
                String head = "--picture\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(picture);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                LockSupport.parkNanos(shutter.toNanos()); // the pace of a camera
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
