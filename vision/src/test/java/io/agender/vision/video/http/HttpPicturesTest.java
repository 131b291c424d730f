package io.agender.vision.video.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.vision.NativeMemory;
import io.agender.vision.TestPictures;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VideoEngine;
import io.agender.vision.video.Frames;
import io.agender.vision.video.MjpegServer;
import io.agender.vision.video.NumberedFrames;
import io.agender.vision.video.ffmpeg.InputAddress;
import io.agender.vision.video.ffmpeg.InputErrors;
import io.agender.vision.video.ffmpeg.ReadWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Cameras that write their answers as they like, and those that give one picture when they are asked. */
@Timeout(120)
class HttpPicturesTest {

    private static final VideoOptions PATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(20));
    private static final VideoOptions IMPATIENT = VideoOptions.DEFAULTS.withStallTimeout(Duration.ofSeconds(1));
    private static final VideoOptions QUICK =
            new VideoOptions(50, 0, VideoOptions.AS_IT_COMES).withStallTimeout(Duration.ofSeconds(20));

    private static final List<byte[]> PICTURES = IntStream.range(0, 12)
            .mapToObj(i -> NumberedFrames.image(i, 160, 96).bytes())
            .toList();

    /** In the texts ~ stands for the end of a line, LENGTH for the picture's. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "type with a parameter | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Type: image/jpeg; charset=utf-8~Content-Length: LENGTH~~ | ~",
                "no boundary at first  | Content-Type: multipart/x-mixed-replace; boundary=frame~ | Content-Type: image/jpeg~Content-Length: LENGTH~~ | ~--frame~",
                "no type of a part     | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Length: LENGTH~~ | ~",
                "no headers of a part  | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~~ | ~",
                "other type of a part  | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Type: image/jpg~Content-Length: LENGTH~~ | ~",
                "a length that is short| Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Type: image/jpeg~Content-Length: 17~~ | ~",
                "a length that is long | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Type: image/jpeg~Content-Length: 99999999~~ | ~",
                "no number as length   | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Type: image/jpeg~Content-Length: many~~ | ~",
                "a boundary in quotes  | Content-Type: multipart/x-mixed-replace; boundary=\"frame\"~ | --frame~Content-Type: image/jpeg~~ | ~",
                "a doubled boundary    | Content-Type: multipart/x-mixed-replace; boundary=--frame~ | ----frame~Content-Type: image/jpeg~~ | ~",
                "a boundary with dashes| Content-Type: multipart/x-mixed-replace; boundary=--frame~ | --frame~Content-Type: image/jpeg~~ | ~",
                "another boundary      | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --other~Content-Type: image/jpeg~~ | ~",
                "no boundary stated    | Content-Type: multipart/x-mixed-replace~ | --frame~Content-Type: image/jpeg~~ | ~",
                "capital letters       | CONTENT-TYPE: Multipart/X-Mixed-Replace;BOUNDARY=frame~ | --frame~CONTENT-TYPE: IMAGE/JPEG~~ | ~",
                "another multipart     | Content-Type: multipart/mixed; boundary=frame~ | --frame~Content-Type: image/jpeg~~ | ~",
                "no type at all        | | --frame~Content-Type: image/jpeg~Content-Length: LENGTH~~ | ~",
                "a false type          | Content-Type: text/plain~ | --frame~Content-Type: image/jpeg~Content-Length: LENGTH~~ | ~",
                "pictures in a row     | Content-Type: video/x-motion-jpeg~ | | ",
                "rubbish between       | Content-Type: video/x-mjpeg~ | rubbish~ | ",
                "many called a single  | Content-Type: image/jpeg~ | | ",
                "no boundary, no type  | | Content-Type: image/jpeg~Content-Length: LENGTH~~ | ~--frame~",
                "a part of something   | Content-Type: multipart/x-mixed-replace; boundary=frame~ | --frame~Content-Type: text/plain~~hello~--frame~Content-Type: image/jpeg~~ | ~",
            })
    void should_read_the_pictures_of_cameras_by_their_markers(String what, String header, String before, String after)
            throws Exception {
        for (String lineEnd : List.of("\r\n", "\n")) {
            MjpegServer.Play play = viewer -> {
                viewer.text("HTTP/1.0 200 OK\r\n" + lines(header, "\r\n", 0) + "\r\n");
                for (byte[] picture : PICTURES) {
                    viewer.text(lines(before, lineEnd, picture.length)).bytes(picture);
                    viewer.text(lines(after, lineEnd, 0));
                }
                viewer.holdTheLine();
            };
            try (MjpegServer camera = MjpegServer.start(play);
                    VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
                assertThat(read(source, PICTURES.size()))
                        .extracting(frame -> frame.image().bytes())
                        .containsExactlyElementsOf(PICTURES);
                assertThat(source.info().live()).isTrue();
                assertThat(source.info().format()).isEqualTo("mpjpeg/mjpeg");
            }
        }
    }

    private static String lines(String text, String lineEnd, int length) {
        return text == null ? "" : text.replace("~", lineEnd).replace("LENGTH", String.valueOf(length));
    }

    @Test
    void should_ask_for_a_single_picture_again_and_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (MjpegServer camera = MjpegServer.start(viewer -> answer(viewer, PICTURES.get(asked.getAndIncrement())));
                VideoSource source = new VideoEngine().open(camera.url(), QUICK)) {
            List<VideoFrame> frames = read(source, 10);

            assertThat(Frames.numbers(frames))
                    .isEqualTo(IntStream.range(0, 10).boxed().toList());
            for (int i = 1; i < frames.size(); i++) {
                assertThat(frames.get(i).position().minus(frames.get(i - 1).position()))
                        .isPositive();
            }
            assertThat(frames.get(9).position()).isGreaterThan(Duration.ofMillis(150));
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().format()).isEqualTo("snapshot/mjpeg");
            assertThat(source.info().framesPerSecond()).isEqualTo(50);
            assertThat(source.info().notes())
                    .containsExactly("it is a single picture, which is asked for again 50 times a second");
            assertThat(frames.get(4).image().bytes()).isEqualTo(PICTURES.get(4));
        }
    }

    @ParameterizedTest(name = "type {0}")
    @CsvSource({"image/jpeg", "image/jpg", "IMAGE/PJPEG", "application/octet-stream", "text/plain", "''"})
    void should_know_a_single_picture_by_its_type_or_its_bytes(String type) throws Exception {
        String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        AtomicInteger asked = new AtomicInteger();
        MjpegServer.Play play = viewer ->
                viewer.text("HTTP/1.0 200 OK\r\n" + header + "\r\n").bytes(PICTURES.get(asked.getAndIncrement()));
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), QUICK)) {
            assertThat(Frames.numbers(read(source, 3))).containsExactly(0, 1, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"png", "webp", "bmp"})
    void should_ask_for_pictures_that_are_no_jpeg_too(String kind) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MjpegServer.Play play = viewer -> {
            try (PointerScope scope = new PointerScope()) {
                viewer.text("HTTP/1.0 200 OK\r\nContent-Type: image/" + kind + "\r\n\r\n")
                        .bytes(TestPictures.encode("." + kind, NumberedFrames.paint(asked.getAndIncrement(), 160, 96)));
            }
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), QUICK)) {
            assertThat(Frames.numbers(read(source, 3))).containsExactly(0, 1, 2);
            assertThat(source.info().format()).isEqualTo("snapshot/" + kind);
        }
    }

    @Test
    void should_refuse_an_animation_of_which_it_would_give_one_picture() throws Exception {
        byte[] webp;
        try (PointerScope scope = new PointerScope()) {
            webp = TestPictures.encode(".webp", NumberedFrames.paint(1, 160, 96));
        }
        byte[] animated = new byte[webp.length + 18];
        System.arraycopy(webp, 0, animated, 0, 12);
        System.arraycopy("VP8X".getBytes(StandardCharsets.ISO_8859_1), 0, animated, 12, 4);
        animated[16] = 10;
        animated[20] = 2;
        MjpegServer.Play play = viewer -> viewer.text("HTTP/1.0 200 OK\r\nContent-Type: image/webp\r\n\r\n")
                .bytes(animated);
        try (MjpegServer camera = MjpegServer.start(play)) {
            VisionException error =
                    catchThrowableOfType(VisionException.class, () -> new VideoEngine().open(camera.url(), QUICK));

            assertThat(error)
                    .hasMessage(camera.url() + " is an animation, of which not all can be read over the"
                            + " network; give it as a file");
        }
    }

    @Test
    void should_refuse_pictures_of_more_pixels_than_the_options_allow() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer -> answer(viewer, PICTURES.get(1)))) {
            VisionException error = catchThrowableOfType(VisionException.class, () -> new VideoEngine()
                    .open(camera.url(), QUICK.withMaxPixels(160 * 96 - 1)));

            assertThat(error).hasMessageStartingWith(camera.url() + " has pictures of 160 x 96 pixels, more than");
        }
    }

    @Test
    void should_ask_once_a_second_if_no_rate_is_wanted() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer -> answer(viewer, PICTURES.get(1)));
                VideoSource source = new VideoEngine().open(camera.url(), PATIENT)) {
            List<VideoFrame> frames = read(source, 2);

            assertThat(source.info().framesPerSecond()).isEqualTo(1);
            assertThat(frames.get(1).position()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        }
    }

    @Test
    void should_ask_again_when_an_answer_is_a_mistake_or_breaks_off() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MjpegServer.Play play = viewer -> {
            int number = asked.getAndIncrement();
            switch (number) {
                case 1 -> viewer.text("HTTP/1.0 503 Busy\r\n\r\n");
                case 2 -> answer(viewer, Arrays.copyOf(PICTURES.get(2), 500));
                case 3 -> {}
                default -> answer(viewer, PICTURES.get(number));
            }
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), QUICK)) {
            assertThat(Frames.numbers(read(source, 3))).containsExactly(0, 4, 5);
        }
    }

    @Test
    void should_be_lost_when_no_picture_comes_any_more() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MjpegServer.Play play = viewer -> {
            if (asked.getAndIncrement() == 0) {
                answer(viewer, PICTURES.get(1));
            } else {
                viewer.text("HTTP/1.0 503 Busy\r\n\r\n");
            }
        };
        VideoOptions options =
                new VideoOptions(50, 0, VideoOptions.AS_IT_COMES).withStallTimeout(Duration.ofSeconds(1));
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), options)) {
            read(source, 1);

            VisionException error = catchThrowableOfType(VisionException.class, source::next);

            assertThat(error).hasMessageStartingWith(camera.url() + " cannot be opened: Server returned 5XX");
            assertThat(catchThrowableOfType(VisionException.class, source::next))
                    .isSameAs(error);
            assertThat(asked).as("with pauses that grow").hasValueBetween(3, 10);
        }
    }

    @Test
    void should_be_lost_when_the_camera_does_not_answer_any_more() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MjpegServer.Play play = viewer -> {
            if (asked.getAndIncrement() == 0) {
                answer(viewer, PICTURES.get(1));
            } else {
                viewer.holdTheLine();
            }
        };
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), IMPATIENT)) {
            read(source, 1);

            assertThat(catchThrowableOfType(VisionException.class, source::next))
                    .hasMessageStartingWith(camera.url() + " sent no picture within 1 s");
        }
    }

    @Test
    void should_stop_at_once_when_it_is_interrupted_between_two_pictures() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer -> answer(viewer, PICTURES.get(1)));
                VideoSource source =
                        new VideoEngine().open(camera.url(), new VideoOptions(0.001, 0, VideoOptions.AS_IT_COMES))) {
            read(source, 1);
            Thread.currentThread().interrupt();

            assertThat(catchThrowableOfType(VisionException.class, source::next))
                    .hasMessage("reading " + camera.url() + " was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void should_tell_of_pictures_that_stay_the_same() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(SnapshotSource.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (MjpegServer camera = MjpegServer.start(viewer -> answer(viewer, PICTURES.get(1)));
                VideoSource source = new VideoEngine().open(camera.url(), QUICK)) {
            assertThat(read(source, 25)).as("all are handed on").hasSize(25);

            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(camera.url() + " gave the same picture 11 times in a row; it may be frozen");
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void should_hold_the_size_and_turn_the_pictures_of_snapshots_like_those_of_streams() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        MjpegServer.Play play = viewer -> answer(
                viewer,
                asked.getAndIncrement() < 2
                        ? PICTURES.get(1)
                        : NumberedFrames.image(1, 320, 192).bytes());
        try (MjpegServer camera = MjpegServer.start(play);
                VideoSource source = new VideoEngine().open(camera.url(), QUICK)) {
            read(source, 2);

            assertThat(catchThrowableOfType(VisionException.class, source::next))
                    .hasMessage(camera.url() + " changed its picture from 160 × 96 to 320 × 192 pixels;"
                            + " it must be opened anew");
        }
    }

    @Test
    void should_give_back_what_an_HttpCamera_and_its_SnapshotSource_take() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (MjpegServer camera =
                MjpegServer.start(viewer -> answer(viewer, PICTURES.get(asked.getAndIncrement() % 2)))) {
            shouldNotGrow(camera, new VideoOptions(1_000, 80, 90), SnapshotSource.class);
            InputAddress address = InputAddress.network(new VideoLocation(camera.url()), camera.url(), PATIENT);
            NativeMemory.shouldNotGrow(() -> {
                try (HttpCamera asking = new HttpCamera(address, PATIENT)) {
                    asking.ask();
                    assertThat(asking.frame(asking.nextPicture().orElseThrow(), 0))
                            .isPresent();
                }
            });
        }
    }

    @Test
    void should_give_back_what_a_MjpegSource_takes() throws Exception {
        MjpegServer.Play play = viewer -> viewer.greeted()
                .picture(PICTURES.get(0))
                .picture(PICTURES.get(1))
                .picture(PICTURES.get(2));
        try (MjpegServer camera = MjpegServer.start(play)) {
            shouldNotGrow(camera, new VideoOptions(0, 80, 90), MjpegSource.class);
        }
    }

    private static void shouldNotGrow(MjpegServer camera, VideoOptions options, Class<? extends VideoSource> kind) {
        NativeMemory.shouldNotGrow(() -> {
            try (VideoSource source = HttpPictures.open(new VideoLocation(camera.url()), camera.url(), options)
                    .orElseThrow()) {
                assertThat(source).isInstanceOf(kind);
                read(source, 3);
            }
        });
    }

    @Test
    void should_give_back_what_an_HttpConnection_and_a_PictureAnswer_take() throws Exception {
        try (MjpegServer camera = MjpegServer.start(viewer -> answer(viewer, PICTURES.get(1)))) {
            InputAddress address = InputAddress.network(new VideoLocation(camera.url()), camera.url(), PATIENT);
            InputErrors errors = new InputErrors("camera", Duration.ofSeconds(1));
            NativeMemory.shouldNotGrow(() -> {
                try (ReadWatch watch = new ReadWatch();
                        HttpConnection connection = HttpConnection.open(address, errors, watch)) {
                    assertThat(connection.type()).isEqualTo("image/jpeg");
                    assertThat(connection.read(new byte[10])).isEqualTo(10);
                }
                try (ReadWatch watch = new ReadWatch();
                        PictureResponse answer =
                                new PictureResponse(HttpConnection.open(address, errors, watch), errors)) {
                    assertThat(answer.nextJpeg()).contains(PICTURES.get(1));
                }
            });
        }
    }

    @Test
    void should_give_back_what_PictureFrames_take() {
        byte[] png;
        try (PointerScope scope = new PointerScope()) {
            png = TestPictures.encode(".png", NumberedFrames.paint(1, 160, 96));
        }
        InputErrors errors = new InputErrors("camera", Duration.ofSeconds(1));
        NativeMemory.shouldNotGrow(() -> {
            try (PictureFrames frames = new PictureFrames(new VideoOptions(0, 80, 90), errors)) {
                assertThat(frames.ofJpeg(PICTURES.get(1))).isPresent();
                assertThat(frames.ofOther(png).width()).isEqualTo(80);
            }
        });
    }

    private static void answer(MjpegServer.Viewer viewer, byte[] picture) throws IOException {
        viewer.text("HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n")
                .bytes(picture);
    }

    private static List<VideoFrame> read(VideoSource source, int count) {
        List<VideoFrame> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(source.next().orElseThrow());
        }
        return frames;
    }
}
