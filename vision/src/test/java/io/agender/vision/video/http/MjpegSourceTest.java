package io.agender.vision.video.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.MjpegServer;
import io.agender.vision.video.NumberedFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class MjpegSourceTest {

    private static final VideoOptions PATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(20));
    private static final VideoOptions IMPATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(1));

    private static final List<byte[]> PICTURES = pictures(160, 96);
    private static final List<byte[]> LARGER = pictures(320, 192);

    private static List<byte[]> pictures(int width, int height) {
        return IntStream.range(0, 30)
                .mapToObj(i -> NumberedFrames.image(i, width, height).bytes())
                .toList();
    }

    @Test
    void should_hand_on_a_cameras_pictures_byte_for_byte() throws Exception {
        try (MjpegServer camera = MjpegServer.start(
                        viewer -> send(viewer.greeted(), PICTURES).holdTheLine());
                VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
            List<VideoFrame> frames = read(source, 29);

            assertThat(source.info().live()).isTrue();
            assertThat(source.info().format()).isEqualTo("mpjpeg/mjpeg");
            assertThat(source.info().framesPerSecond()).isZero();
            assertThat(source.info().width()).isEqualTo(160);
            assertThat(source.info().height()).isEqualTo(96);
            assertThat(frames)
                    .extracting(frame -> frame.image().bytes())
                    .containsExactlyElementsOf(PICTURES.subList(0, 29));
            assertThat(frames).extracting(VideoFrame::position).isSorted();
        }
    }

    @Test
    void should_read_pictures_that_come_without_a_length() throws Exception {
        MjpegServer.Play play = viewer -> {
            viewer.greeted();
            for (byte[] picture : PICTURES) {
                viewer.pictureOfAnyLength(picture);
            }
            viewer.holdTheLine();
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
            assertThat(numbers(read(source, 25))).isEqualTo(upTo(25));
        }
    }

    @ParameterizedTest(name = "at most {0} pixels wide, quality {1}")
    @CsvSource({"80, 0", "0, 50", "0, 100"})
    void should_encode_pictures_anew_when_others_are_asked_for(int maxWidth, int quality) throws Exception {
        VideoOptions options = new VideoOptions(0, maxWidth, quality);
        try (MjpegServer camera = MjpegServer.start(
                        viewer -> send(viewer.greeted(), PICTURES).holdTheLine());
                VideoSource source = new VideoEngine().open(camera.url(), options)) {
            List<VideoFrame> frames = read(source, 20);

            assertThat(numbers(frames)).isEqualTo(upTo(20));
            EncodedImage image = frames.get(3).image();
            assertThat(image.width()).isEqualTo(maxWidth == 0 ? 160 : maxWidth);
            assertThat(image.isPng()).isEqualTo(quality == 100);
            assertThat(image.bytes()).isNotEqualTo(PICTURES.get(3));
        }
    }

    @Test
    void should_date_pictures_by_their_arrival() throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        MjpegServer.Play play = viewer -> {
            send(viewer.greeted(), PICTURES.subList(0, 20));
            goOn.get();
            send(viewer, PICTURES).holdTheLine();
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
            long start = System.nanoTime();
            VideoFrame early = read(source, 15).get(14);
            goOn.complete(null);
            VideoFrame late = read(source, 25).get(24);

            assertThat(late.position()).isGreaterThan(early.position());
            assertThat(late.position())
                    .isLessThan(Duration.ofNanos(System.nanoTime() - start).plusSeconds(5));
        }
    }

    @ParameterizedTest(name = "{0} of 100")
    @CsvSource({"50", "90", "99"})
    void should_leave_out_pictures_that_break_off(int percent) throws Exception {
        byte[] whole = PICTURES.get(9);
        byte[] half = Arrays.copyOf(whole, whole.length * percent / 100);
        MjpegServer.Play play = viewer -> {
            send(viewer.greeted(), PICTURES.subList(0, 9)).picture(half);
            send(viewer, PICTURES.subList(10, 30)).holdTheLine();
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
            assertThat(numbers(read(source, 12))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12);
        }
    }

    @Test
    void should_say_that_the_connection_ended_within_a_picture() throws Exception {
        byte[] whole = PICTURES.get(9);
        MjpegServer.Play play = viewer -> send(viewer.greeted(), PICTURES.subList(0, 9))
                .picture(Arrays.copyOf(whole, whole.length / 2), whole.length);
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
            List<VideoFrame> frames = new ArrayList<>();

            VisionException error = failure(() -> readInto(frames, source));

            assertThat(error).hasMessage(camera.url() + " broke off: the connection was lost");
            assertThat(failure(source::next)).isSameAs(error);
            assertThat(numbers(frames)).isEqualTo(upTo(9));
        }
    }

    @ParameterizedTest(name = "{0} bytes too many")
    @CsvSource({"-100", "-1", "1", "50", "100000", "2000000000"})
    void should_give_no_false_picture_when_lengths_are_wrong(int lie) throws Exception {
        byte[] liar = PICTURES.get(9);
        MjpegServer.Play play = viewer -> {
            send(viewer.greeted(), PICTURES.subList(0, 9))
                    .picture(liar, (int) Math.min(Integer.MAX_VALUE, liar.length + (long) lie));
            send(viewer, PICTURES.subList(10, 30)).holdTheLine();
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), IMPATIENT)) {
            List<VideoFrame> frames = new ArrayList<>();

            VisionException error = failure(() -> readInto(frames, source));

            assertThat(error.getMessage()).startsWith(camera.url() + " ").doesNotContain("\n");
            assertThat(numbers(frames))
                    .startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void should_notice_that_a_camera_stalls_within_a_picture() throws Exception {
        byte[] whole = PICTURES.get(9);
        MjpegServer.Play play = viewer -> send(viewer.greeted(), PICTURES.subList(0, 9))
                .text("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + whole.length + "\r\n\r\n")
                .bytes(Arrays.copyOf(whole, whole.length / 2))
                .holdTheLine();
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), IMPATIENT)) {
            assertThat(failure(() -> readInto(new ArrayList<>(), source)))
                    .hasMessage(camera.url() + " sent no picture that can be decoded for 1 s");
        }
    }

    @Test
    void should_notice_that_a_camera_sends_nothing_but_garbage() throws Exception {
        byte[] garbage = PICTURES.get(9).clone();
        Arrays.fill(garbage, 2, garbage.length - 2, (byte) 7);
        MjpegServer.Play play = viewer -> {
            send(viewer.greeted(), PICTURES.subList(0, 9));
            while (true) {
                viewer.picture(garbage);
            }
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), IMPATIENT)) {
            assertThat(failure(() -> readInto(new ArrayList<>(), source)))
                    .hasMessage(camera.url() + " sent no picture that can be decoded for 1 s");
        }
    }

    @ParameterizedTest(name = "quality {0}")
    @CsvSource({"0", "80"})
    void should_say_that_a_camera_changed_its_picture(int quality) throws Exception {
        VideoOptions options = new VideoOptions(0, 0, quality).withStallTimeout(Duration.ofSeconds(20));
        MjpegServer.Play play =
                viewer -> send(send(viewer.greeted(), PICTURES), LARGER).holdTheLine();
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), options)) {
            List<VideoFrame> frames = new ArrayList<>();

            assertThat(failure(() -> readInto(frames, source)))
                    .hasMessage(camera.url() + " changed its picture from 160 × 96 to 320 × 192 pixels;"
                            + " it must be opened anew");
            assertThat(frames).hasSize(30);
        }
    }

    @Test
    void should_stop_at_once_when_its_thread_is_interrupted() throws Exception {
        Thread reader = Thread.currentThread();
        CompletableFuture<Void> reading = new CompletableFuture<>();
        MjpegServer.Play play = viewer -> {
            send(viewer.greeted(), PICTURES);
            reading.get();
            reader.interrupt();
            viewer.holdTheLine();
        };
        VideoOptions endless = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofDays(10));
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), endless)) {
            read(source, 25);
            reading.complete(null);

            assertThat(failure(() -> readInto(new ArrayList<>(), source)))
                    .hasMessage("reading " + camera.url() + " was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void should_open_other_sources_while_one_does_not_answer() throws Exception {
        try (MjpegServer silent = MjpegServer.start(MjpegServer.Viewer::holdTheLine);
                MjpegServer camera = MjpegServer.start(
                        viewer -> send(viewer.greeted(), PICTURES).holdTheLine())) {
            VideoOptions endless = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofDays(10));
            CompletableFuture<VisionException> error = new CompletableFuture<>();
            Thread waiting =
                    new Thread(() -> error.complete(failure(() -> new VideoEngine().open(silent.url(), endless))));
            waiting.start();

            try (VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
                assertThat(read(source, 5)).hasSize(5);
                assertThat(error).isNotDone();
            } finally {
                waiting.interrupt();
            }
            assertThat(error.get()).hasMessage("reading " + silent.url() + " was interrupted");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "401 Unauthorized, wants another user or password",
        "403 Forbidden, wants another user or password",
        "404 Not Found, 'is not there, says the server; check what follows the host in the address'",
        "500 Oops, 'cannot be opened: Server returned 5XX Server Error reply; check the address, and that the camera is on'",
    })
    void should_say_what_a_server_answers(String status, String sentence) throws Exception {
        try (MjpegServer camera =
                MjpegServer.start(viewer -> viewer.text("HTTP/1.0 " + status + "\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(failure(() -> new VideoEngine().open(camera.url(), PATIENT)))
                    .hasMessage(camera.url() + " " + sentence);
        }
    }

    @Test
    void should_refuse_a_page_that_is_no_video() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer ->
                viewer.text("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Welcome to your camera</html>"))) {
            assertThat(failure(() -> new VideoEngine().open(camera.url(), PATIENT)))
                    .hasMessage(camera.url()
                            + " cannot be opened: the host is unknown, or the connection broke off before a"
                            + " picture came; check the address, and that the camera is on");
        }
    }

    private static MjpegServer.Viewer send(MjpegServer.Viewer viewer, List<byte[]> pictures) throws Exception {
        for (byte[] picture : pictures) {
            viewer.picture(picture);
        }
        return viewer;
    }

    private static VisionException failure(ThrowingCallable call) {
        return catchThrowableOfType(VisionException.class, call);
    }

    private static void readInto(List<VideoFrame> frames, VideoSource source) {
        while (true) {
            frames.add(source.next().orElseThrow());
        }
    }

    private static List<VideoFrame> read(VideoSource source, int count) {
        List<VideoFrame> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(source.next().orElseThrow());
        }
        return frames;
    }

    private static List<Integer> numbers(List<VideoFrame> frames) {
        return Frames.numbers(frames);
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
