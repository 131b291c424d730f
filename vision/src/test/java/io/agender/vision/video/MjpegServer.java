package io.agender.vision.video;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A camera that sends JPEG pictures over HTTP, each a part of one endless answer, and does what a test wants it to. */
public final class MjpegServer implements AutoCloseable {

    private final ServerSocket server;
    private final Play play;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** What is sent to whoever calls; the connection is closed when it returns. */
    public interface Play {
        void to(Viewer viewer) throws Exception;
    }

    private MjpegServer(ServerSocket server, Play play) {
        this.server = server;
        this.play = play;
    }

    public static MjpegServer start(Play play) throws IOException {
        MjpegServer camera = new MjpegServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), play);
        daemon(camera::accept);
        return camera;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "mjpeg-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            play.to(new Viewer(socket.getInputStream(), socket.getOutputStream()));
        } catch (Exception gone) {
            // The viewer has hung up.
        } finally {
            sockets.remove(socket);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/mjpeg";
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The other end of a connection. */
    public static final class Viewer {

        private final InputStream in;
        private final OutputStream out;

        private Viewer(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        public Viewer greeted() throws IOException {
            return text("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n");
        }

        public Viewer picture(byte[] jpeg) throws IOException {
            return picture(jpeg, jpeg.length);
        }

        /** A picture with a length that need not be true. */
        public Viewer picture(byte[] jpeg, int length) throws IOException {
            return text("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + length + "\r\n\r\n")
                    .bytes(jpeg)
                    .text("\r\n");
        }

        /** A picture without a length: it ends where the next boundary stands. */
        public Viewer pictureOfAnyLength(byte[] jpeg) throws IOException {
            return text("--frame\r\nContent-Type: image/jpeg\r\n\r\n")
                    .bytes(jpeg)
                    .text("\r\n");
        }

        public Viewer text(String text) throws IOException {
            return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public Viewer bytes(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Sends nothing more, but stays on the line until the viewer hangs up. */
        public void holdTheLine() throws IOException {
            while (in.read() >= 0) {}
        }
    }
}
