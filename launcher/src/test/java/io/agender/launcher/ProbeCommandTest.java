package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.program.ExitCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeCommandTest {

    @TempDir
    Path folder;

    @Test
    void should_tell_what_a_file_is() {
        String door = Truth.SAMPLES.resolve("door.mp4").toString();

        Agender probe = Agender.run("probe", door);

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out().lines())
                .containsExactly(
                        "source    " + door,
                        "live      no",
                        "format    mp4/h264",
                        "size      480 x 270",
                        "rate      12.5 frames a second",
                        "frames    200",
                        "duration  16 s",
                        "rotation  0 degrees",
                        "faces     from 30 pixels on, nine in ten, by blazeface; smaller ones with --detect-min-face");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--detect-min-face | 12px      | from 12 pixels on, nine in ten, by blazeface in 7 looks at each frame",
                "--detect-size     | 384       | from 15 pixels on, nine in ten, by blazeface in 7 looks at each frame",
                "--detector        | ultraface | from 53 pixels on, nine in ten, by ultraface; smaller ones with"
                        + " --detect-min-face",
            })
    void should_tell_how_small_faces_may_be_with_a_detector_at_a_size(String option, String value, String faces) {
        Agender probe = Agender.run("probe", Truth.SAMPLES.resolve("door.mp4").toString(), option, value);

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out().lines()).contains("faces     " + faces);
    }

    @Test
    void should_say_nothing_of_faces_where_nobody_has_measured_how_small_they_may_be() {
        Agender probe = Agender.run("probe", Truth.SAMPLES.resolve("door.mp4").toString(), "--detector", "haar");

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out()).doesNotContain("faces     ");
    }

    @Test
    void should_refuse_a_size_that_says_nothing() {
        Agender probe = Agender.run("probe", Truth.SAMPLES.resolve("door.mp4").toString(), "--detect-size", "auto");

        assertThat(probe.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(probe.err().strip())
                .isEqualTo(
                        "agender: detect.size is auto, so detect.min.face must say how small a face is to be found.");
    }

    @Test
    void should_note_what_was_assumed() throws Exception {
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        pictures.writeBytes(jpeg());
        pictures.writeBytes(jpeg());
        Path file = Files.write(folder.resolve("clip.mjpeg"), pictures.toByteArray());

        Agender probe = Agender.run("probe", file.toString());

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out())
                .contains("frames    2", "note      it states no frame rate; 25 frames a second are assumed");
    }

    @Test
    void should_note_that_a_picture_is_too_coarse_to_read_faces_in() throws IOException {
        BufferedImage noise = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(1);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        ImageIO.write(noise, "png", folder.resolve("noise-1.png").toFile());

        Agender probe = Agender.run("probe", folder.toString());

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out()).contains("note      the picture is dithered or noisy: ");
    }

    @Test
    void should_watch_a_live_source_for_a_while() {
        Agender probe = Agender.run("probe", "test:faces?people=0&fps=20");

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out())
                .contains(
                        "live      yes",
                        "rate      20 frames a second",
                        "duration  endless",
                        "measured  20 frames a second");
    }

    @Test
    void should_tell_what_a_camera_is_and_keep_its_picture_also_when_it_hangs_up_after_that() throws Exception {
        Path picture = folder.resolve("picture.jpg");
        byte[] jpeg = jpeg();
        try (ServerSocket camera = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> sendOnePicture(camera, jpeg));
            String address = "http://127.0.0.1:" + camera.getLocalPort() + "/mjpeg";

            Agender probe = Agender.run("probe", address, "--snapshot", picture.toString());

            assertThat(probe.exitCode()).as(probe.toString()).isZero();
            assertThat(probe.out())
                    .contains("size      320 x 240", "snapshot  " + picture, "measured  nothing: " + address + " ");
            assertThat(Files.readAllBytes(picture)).isEqualTo(jpeg);
        }
    }

    private static void sendOnePicture(ServerSocket camera, byte[] jpeg) {
        try (Socket viewer = camera.accept()) {
            viewer.getInputStream().read(new byte[4_096]);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.writeBytes(("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"
                            + "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            answer.writeBytes(jpeg);
            answer.writeBytes("\r\n--frame\r\n".getBytes(StandardCharsets.US_ASCII));
            viewer.getOutputStream().write(answer.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of noise, and so of a size that real cameras send: FFmpeg looks at kilobytes before it knows a stream. */
    private static byte[] jpeg() throws IOException {
        BufferedImage noise = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 320 * 240; i++) {
            noise.setRGB(i % 320, i / 320, random.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(noise, "jpg", bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"picture.jpg, -1, -40", "picture.PNG, -119, 80"})
    void should_take_a_snapshot(String name, byte firstByte, byte secondByte) throws Exception {
        Path picture = folder.resolve(name);

        Agender probe =
                Agender.run("probe", Truth.SAMPLES.resolve("door.mp4").toString(), "--snapshot", picture.toString());

        assertThat(probe.exitCode()).as(probe.toString()).isZero();
        assertThat(probe.out()).contains("snapshot  " + picture);
        assertThat(Arrays.copyOf(Files.readAllBytes(picture), 2)).containsExactly(firstByte, secondByte);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "missing.mp4, there is no file or folder missing.mp4; check the path",
        "rtsp://root:hunter2@127.0.0.1:1/a, 'rtsp://***@127.0.0.1:1/a cannot be opened: Connection refused; check the"
                + " address, and that the camera is on'",
        "rtsp://${NO_SUCH_VARIABLE}@127.0.0.1:1/a, 'rtsp://***@127.0.0.1:1/a needs the environment variable"
                + " NO_SUCH_VARIABLE, which is not set'",
        "gopher://somewhere/a, 'gopher://somewhere/a is not an address that can be read; it must begin with rtsp, rtsps,"
                + " rtmp, rtmps, srt, udp, rtp, http or https, and a file is named by its path'",
        "/dev/video987, 'there is no webcam /dev/video987; plug it in, or see which /dev/video* there are'",
        "987, 'there is no webcam /dev/video987; plug it in, or see which /dev/video* there are'",
    })
    void should_say_in_one_sentence_why_a_source_cannot_be_opened(String source, String sentence) {
        Agender probe = Agender.run("probe", source);

        assertThat(probe.exitCode()).as(probe.toString()).isEqualTo(2);
        assertThat(probe.err().strip()).isEqualTo("agender: " + sentence);
        assertThat(probe.out()).isEmpty();
    }

    @Test
    void should_say_that_a_snapshot_cannot_be_written() {
        Path nowhere = folder.resolve("missing").resolve("picture.jpg");

        Agender probe = Agender.run("probe", "test:faces?people=0&seconds=0.1", "--snapshot", nowhere.toString());

        assertThat(probe.exitCode()).as(probe.toString()).isEqualTo(4);
        assertThat(probe.err()).contains(nowhere.toString());
    }

    @ParameterizedTest
    @CsvSource({"0s", "soon"})
    void should_refuse_a_stall_timeout_that_is_none(String value) {
        Agender probe = Agender.run("probe", "test:faces", "--stall-timeout", value);

        assertThat(probe.exitCode()).as(probe.toString()).isEqualTo(2);
        assertThat(probe.err()).contains("--stall-timeout", value);
    }
}
