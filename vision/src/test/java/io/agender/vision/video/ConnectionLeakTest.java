package io.agender.vision.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.ProcessUse;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred times opened, read, lost, closed: nothing is left behind. */
class ConnectionLeakTest {

    private static final byte[] PICTURE = NumberedFrames.image(5, 640, 360).bytes();
    private static final byte[] LARGER = NumberedFrames.image(5, 800, 600).bytes();
    private static final VideoOptions SHORT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofMillis(100));

    @TempDir
    Path folder;

    @Test
    void should_leave_nothing_of_rtsp_cameras() throws Exception {
        RtspServer.requireInstalled();
        try (RtspServer server = RtspServer.start(folder)) {
            AtomicInteger seen = new AtomicInteger();

            ProcessUse.shouldNotGrow(() -> {
                seen.addAndGet(read(server.url("mjpeg"), 2));
                seen.addAndGet(read(server.url("h264"), 2));
                lost(server.url("nowhere"), VideoOptions.DEFAULTS);
            });

            assertThat(seen).as("frames").hasValueGreaterThan(800);
        }
    }

    private static int read(String location, int most) {
        int frames = 0;
        try (VideoSource source = new VideoEngine().open(location, VideoOptions.DEFAULTS)) {
            while (frames < most && source.next().isPresent()) {
                frames++;
            }
        }
        return frames;
    }

    @Test
    void should_leave_nothing_of_cameras_that_hang_up() throws Exception {
        try (MjpegServer camera = MjpegServer.start(
                viewer -> viewer.greeted().picture(PICTURE).picture(PICTURE).picture(PICTURE, PICTURE.length * 2))) {
            ProcessUse.shouldNotGrow(() -> lost(camera.url(), new VideoOptions(0, 320, 90)));
        }
    }

    @Test
    void should_leave_nothing_of_cameras_that_change_their_size() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer -> viewer.greeted()
                .picture(PICTURE)
                .picture(PICTURE)
                .picture(LARGER)
                .picture(LARGER)
                .holdTheLine())) {
            ProcessUse.shouldNotGrow(() -> lost(camera.url(), VideoOptions.DEFAULTS));
        }
    }

    @Test
    void should_leave_nothing_of_cameras_that_stall() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer ->
                        viewer.greeted().picture(PICTURE).picture(PICTURE).holdTheLine());
                ServerSocket silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            ProcessUse.shouldNotGrow(() -> {
                lost(camera.url(), SHORT);
                lost("rtsp://127.0.0.1:" + silent.getLocalPort() + "/", SHORT);
            });
        }
    }

    @Test
    void should_leave_nothing_of_playlists() throws Exception {
        TestVideo.transportStream().framesPerSecond(25).write(folder.resolve("0.ts"), 25);
        Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n0.ts\n#EXT-X-ENDLIST\n");
        try (HttpFolder web = HttpFolder.serve(folder)) {
            ProcessUse.shouldNotGrow(() -> Frames.all(web.url("list.m3u8"), VideoOptions.DEFAULTS));
        }
    }

    private static void lost(String location, VideoOptions options) {
        try (VideoSource source = new VideoEngine().open(location, options)) {
            while (source.next().isPresent()) {}
        } catch (VisionException expected) {
            return;
        }
        throw new AssertionError(location + " was not lost");
    }
}
