package io.agender.vision.video;

import io.agender.text.TestTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * GStreamer's RTSP server in a process of its own, with the cameras that rtsp-server.py tells of. Needs Debian's packages
 * python3-gi, gir1.2-gst-rtsp-server-1.0 and gstreamer1.0-plugins-base, -good and -ugly.
 */
public final class RtspServer implements AutoCloseable {

    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final Process process;
    private final int port;
    private final int basicPort;
    private final int digestPort;

    private RtspServer(Process process, int port, int basicPort, int digestPort) {
        this.process = process;
        this.port = port;
        this.basicPort = basicPort;
        this.digestPort = digestPort;
    }

    /** Skips the test, saying why, where GStreamer is not installed and need not be. */
    public static void requireInstalled() throws Exception {
        String wanted = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst;"
                + " Gst.init(None); import sys; sys.exit(not all(map(Gst.ElementFactory.find,"
                + " ['x264enc', 'jpegenc', 'rtph264pay', 'videotestsrc'])))";
        boolean installed = Files.isExecutable(PYTHON)
                && new ProcessBuilder(PYTHON.toString(), "-c", wanted)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        TestTool.RTSP.require(
                installed,
                "needs GStreamer's RTSP server: apt-get install python3-gi gir1.2-gst-rtsp-server-1.0"
                        + " gstreamer1.0-plugins-base gstreamer1.0-plugins-good"
                        + " gstreamer1.0-plugins-ugly");
    }

    /** Starts a server and waits until it answers. @param folder for the script */
    public static RtspServer start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /** The same at a given port. */
    public static RtspServer start(Path folder, int port) throws IOException {
        return start(folder, port, "127.0.0.1");
    }

    /** At a free port of all addresses of this machine, so that containers reach it. */
    public static RtspServer startForAll(Path folder) throws IOException {
        return start(folder, 0, "0.0.0.0");
    }

    private static RtspServer start(Path folder, int port, String address) throws IOException {
        Path script = folder.resolve("rtsp-server.py");
        try (InputStream in = RtspServer.class.getResourceAsStream("rtsp-server.py")) {
            Files.write(script, in.readAllBytes());
        }
        Process process = new ProcessBuilder(PYTHON.toString(), script.toString(), String.valueOf(port), address)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("the RTSP server said: " + line);
        }
        String[] words = line.split(" ");
        return new RtspServer(
                process, Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
    }

    public int port() {
        return port;
    }

    public String url(String camera) {
        return "rtsp://127.0.0.1:" + port + "/" + camera;
    }

    /** Of the camera that wants user "lobby" with password "pass:w@rd/1". */
    public String basicUrl(String userAndPassword) {
        return "rtsp://" + userAndPassword + "@127.0.0.1:" + basicPort + "/locked";
    }

    /** The same with the password sent as a digest. */
    public String digestUrl(String userAndPassword) {
        return "rtsp://" + userAndPassword + "@127.0.0.1:" + digestPort + "/locked";
    }

    public void freeze() throws Exception {
        signal("STOP");
    }

    public void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Dies at once, as on a loss of power; also when it is frozen. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
