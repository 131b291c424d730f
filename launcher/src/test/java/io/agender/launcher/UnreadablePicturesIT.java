package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.agender.program.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class UnreadablePicturesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void should_keep_what_all_cameras_gave_when_a_picture_of_one_cannot_be_read() throws Exception {
        pictures("hall", 5);
        pictures("yard", 3);
        Path bad = folder.resolve("hall/3.png");
        Files.writeString(bad, "no picture");
        Path last = Files.createSymbolicLink(folder.resolve("yard/9.png"), folder.resolve("gone"));
        Path out = folder.resolve("out");

        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.agender.vision.video.pictures.PictureFolderSource");
        logger.addAppender(log);
        Agender run = Agender.run(
                "run",
                folder.resolve("hall").toString(),
                folder.resolve("yard").toString(),
                "--no-dashboard",
                "--no-video",
                "--output",
                out.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(sequences(out, "hall")).containsExactly(0, 1, 3, 4);
        assertThat(sequences(out, "yard")).containsExactly(0, 1, 2);
        assertThat(missing(out)).isEqualTo(2);
        assertThat(run.out())
                .contains("Left out because they can't be read or sent, and counted as missing: 2 pictures.");
        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactlyInAnyOrder( // the cameras are read beside each other
                        "the picture " + bad + " cannot be decoded or breaks off; remove or replace it; it is left out",
                        "the picture " + last + " is a link to a file that is not there; it is left out");
    }

    @Test
    void should_keep_what_all_cameras_gave_when_a_picture_of_one_is_too_large_for_a_record() throws Exception {
        pictures("hall", 3);
        pictures("yard", 2);
        noise("hall/2.png");
        Path out = folder.resolve("out");

        Agender run = Agender.run(
                "run",
                folder.resolve("hall").toString(),
                folder.resolve("yard").toString(),
                "--quality",
                "100",
                "--no-dashboard",
                "--no-video",
                "--output",
                out.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(sequences(out, "hall")).containsExactly(0, 2);
        assertThat(sequences(out, "yard")).containsExactly(0, 1);
        assertThat(missing(out)).isEqualTo(1);
        assertThat(run.out())
                .contains("Left out because they can't be read or sent, and counted as missing: 1 picture.");
    }

    @Test
    void should_refuse_a_camera_of_which_no_picture_fits_into_a_record() throws Exception {
        Files.createDirectory(folder.resolve("hall"));
        noise("hall/1.png");

        Agender run = Agender.run(
                "run",
                folder.resolve("hall").toString(),
                "--quality",
                "100",
                "--no-dashboard",
                "--output",
                folder.resolve("out").toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .startsWith("agender: Camera hall: frame 0 has ")
                .contains(
                        " bytes as PNG, and a record of agender.frames holds at most 8388608; lower max.width or jpeg.quality.")
                .hasLineCount(1);
    }

    @Test
    void should_keep_what_all_cameras_gave_when_the_video_of_one_breaks_off() throws Exception {
        byte[] video = Files.readAllBytes(Truth.SAMPLES.resolve("door.mp4"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/hall.mp4", exchange -> {
            exchange.sendResponseHeaders(200, video.length);
            exchange.getResponseBody().write(video, 0, video.length / 2);
            exchange.getResponseBody().flush();
            exchange.close(); // hangs up
        });
        server.start();
        pictures("yard", 3);
        Path out = folder.resolve("out");
        try {
            Agender run = Agender.run(
                    "run",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/hall.mp4",
                    folder.resolve("yard").toString(),
                    "--no-dashboard",
                    "--idle",
                    "2s",
                    "--output",
                    out.toString());

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).isEqualTo("agender: Not every source could be read to its end; see above.\n");
            List<Integer> hall = sequences(out, "hall");
            assertThat(hall).as(run.toString()).hasSizeGreaterThan(10).hasSizeLessThan(120);
            assertThat(sequences(out, "yard")).containsExactly(0, 1, 2);
            assertThat(run.out())
                    .contains("hall: only its first " + hall.size() + " frames are in the results; Camera hall: ")
                    .contains("hall.mp4 broke off: the connection was lost");
            assertThat(out.resolve("hall.mp4")).isNotEmptyFile();
            assertThat(lines(out.resolve("summary.jsonl")))
                    .extracting(window -> window.get("cameraId").asText())
                    .contains("hall", "yard");
        } finally {
            server.stop(0);
        }
    }

    private void pictures(String camera, int count) throws IOException {
        Files.createDirectory(folder.resolve(camera));
        for (int i = 1; i <= count; i++) {
            ImageIO.write(
                    new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB),
                    "png",
                    folder.resolve(camera).resolve(i + ".png").toFile());
        }
    }

    /** A picture that is larger than a record as PNG: noise can't be compressed. */
    private void noise(String name) throws IOException {
        BufferedImage image = new BufferedImage(1800, 1600, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private static long missing(Path out) throws IOException {
        long missing = 0;
        for (JsonNode window : lines(out.resolve("summary.jsonl"))) {
            missing += window.get("framesMissing").asLong();
        }
        return missing;
    }

    private static List<Integer> sequences(Path out, String camera) throws IOException {
        return lines(out.resolve("faces.jsonl")).stream()
                .filter(line -> line.get("cameraId").asText().equals(camera))
                .map(line -> line.get("sequence").asInt())
                .toList();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
