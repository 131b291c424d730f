package io.agender.vision.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agender.vision.RtspTransport;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.RtspServer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server. */
@Timeout(120)
class RtspSourceTest {

    private static final VideoOptions OPTIONS = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(5));
    private static final VideoOptions IMPATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private RtspServer server;

    @BeforeAll
    static void requireServer() throws Exception {
        RtspServer.requireInstalled();
    }

    @BeforeEach
    void start() throws Exception {
        server = RtspServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} over {1}")
    @CsvSource({"h264, TCP", "h264, UDP", "mjpeg, TCP", "mjpeg, UDP"})
    void should_give_the_frames_of_a_camera_as_they_come(String camera, RtspTransport transport) {
        try (VideoSource source = new VideoEngine().open(server.url(camera), OPTIONS.withRtspTransport(transport))) {
            List<VideoFrame> frames = read(source, 30);

            VideoInfo info = source.info();
            assertThat(info.live()).isTrue();
            assertThat(info.format()).isEqualTo("rtsp/" + camera);
            assertThat(info.width()).isEqualTo(160);
            assertThat(info.height()).isEqualTo(96);
            assertThat(info.duration()).isEmpty();
            assertThat(info.frames()).isEmpty();
            assertThat(frames).isNotEmpty().allSatisfy(frame -> {
                assertThat(frame.image().width()).isEqualTo(160);
                assertThat(frame.image().height()).isEqualTo(96);
            });
            assertThat(frames).extracting(VideoFrame::position).isSorted();
            assertThat(frames.get(29).position().toMillis()).isBetween(1000L, 4000L);
        }
    }

    @Test
    void should_sample_a_camera_by_its_times() {
        VideoOptions slow = new VideoOptions(5, 80, 90).withStallTimeout(Duration.ofSeconds(5));
        try (VideoSource source = new VideoEngine().open(server.url("h264"), slow)) {
            List<VideoFrame> frames = read(source, 6);

            assertThat(frames.get(5).position().toMillis()).isBetween(950L, 1500L);
            assertThat(frames.get(5).image().width()).isEqualTo(80);
        }
    }

    @Test
    void should_log_in_with_user_and_password_from_a_variable_or_a_file() throws Exception {
        Path secret = Files.writeString(folder.resolve("lobby"), "pass:w@rd/1\n");
        VideoEngine engine = new VideoEngine(
                name -> name.equals("LOBBY") ? Optional.of("lobby:pass:w@rd/1") : Optional.<String>empty());

        for (String login : List.of("${LOBBY}", "lobby:${file:" + secret + "}", "lobby:pass%3Aw%40rd%2F1")) {
            engine.open(server.basicUrl(login), OPTIONS).close();
            engine.open(server.digestUrl(login), OPTIONS).close();
        }
    }

    @Test
    void should_keep_passwords_out_of_what_it_says() {
        for (UnaryOperator<String> url : List.<UnaryOperator<String>>of(server::basicUrl, server::digestUrl)) {
            assertThat(failure(() -> new VideoEngine().open(url.apply("lobby:hunter2"), OPTIONS)))
                    .hasMessage(url.apply("***") + " wants another user or password")
                    .hasNoCause();
        }
    }

    @Test
    void should_say_that_there_is_no_such_camera() {
        String url = server.url("nowhere");

        assertThat(failure(() -> new VideoEngine().open(url, OPTIONS)))
                .hasMessage(url + " is not there, says the server; check what follows the host in the address");
    }

    @Test
    void should_say_that_nobody_answers() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "rtsp://127.0.0.1:" + port + "/h264";

        assertThat(failure(() -> new VideoEngine().open(url, OPTIONS)))
                .hasMessage(
                        url + " cannot be opened: Connection refused; check the address, and that the camera is on");
    }

    @Test
    void should_give_up_on_a_server_that_takes_the_call_and_says_nothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "rtsp://127.0.0.1:" + silent.getLocalPort() + "/h264";

            assertThat(failure(() -> new VideoEngine().open(url, IMPATIENT)))
                    .hasMessage(url + " sent no picture within 1 s; check the address, and that the camera is on");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TCP", "UDP"})
    void should_say_once_that_a_camera_died_and_open_it_again_when_it_is_back(RtspTransport transport)
            throws Exception {
        VideoOptions options = OPTIONS.withRtspTransport(transport).withStallTimeout(Duration.ofSeconds(2));
        try (VideoSource source = new VideoEngine().open(server.url("h264"), options)) {
            read(source, 5);
            server.close();

            VisionException error = failure(() -> read(source, 10_000));
            assertThat(error).hasMessageStartingWith(server.url("h264") + " ");
            assertThat(failure(source::next)).isSameAs(error);
        }

        server = RtspServer.start(folder, server.port());
        try (VideoSource source = new VideoEngine().open(server.url("h264"), options)) {
            assertThat(read(source, 5)).hasSize(5);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"TCP", "UDP"})
    void should_notice_that_a_camera_sends_no_more(RtspTransport transport) throws Exception {
        try (VideoSource source = new VideoEngine().open(server.url("h264"), IMPATIENT.withRtspTransport(transport))) {
            read(source, 5);
            server.freeze();

            assertThat(failure(() -> read(source, 10_000)))
                    .hasMessage(server.url("h264") + " sent no picture that can be decoded for 1 s");
        }
    }

    @Test
    void should_stop_at_once_when_its_thread_is_interrupted() throws Exception {
        VideoOptions patient = OPTIONS.withStallTimeout(Duration.ofHours(1));
        try (VideoSource source = new VideoEngine().open(server.url("h264"), patient)) {
            server.freeze();
            Thread reader = Thread.currentThread();
            new Thread(() -> {
                        awaitNative(reader);
                        reader.interrupt();
                    })
                    .start();

            assertThat(failure(() -> read(source, 10_000)))
                    .hasMessage("reading " + server.url("h264") + " was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Until it waits for the next packet; what the server had sent before it froze is soon read. */
    private static void awaitNative(Thread reader) {
        int quiet = 0;
        while (quiet < 50) {
            StackTraceElement[] stack = reader.getStackTrace();
            quiet = stack.length > 0 && stack[0].getMethodName().equals("av_read_frame") ? quiet + 1 : 0;
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void should_say_that_a_camera_changed_its_picture() {
        try (VideoSource source = new VideoEngine().open(server.url("sizes"), OPTIONS)) {
            assertThat(failure(() -> read(source, 10_000)))
                    .hasMessage(server.url("sizes") + " changed its picture from 160 × 96 to 96 × 160 pixels;"
                            + " it must be opened anew");
        }
    }

    private static VisionException failure(ThrowingCallable call) {
        return catchThrowableOfType(VisionException.class, call);
    }

    private static List<VideoFrame> read(VideoSource source, int count) {
        List<VideoFrame> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(source.next().orElseThrow());
        }
        return frames;
    }
}
