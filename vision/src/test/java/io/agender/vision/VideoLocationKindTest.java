package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.VideoLocation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoLocationKindTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rtsp://camera/stream,      ADDRESS",
        "HTTP://camera/a*b,         ADDRESS",
        "file:///videos/a.mp4,      ADDRESS",
        "test:faces?people=3,       TEST_SCENE",
        "/dev/video0,               WEBCAM",
        "0,                         WEBCAM",
        "1234,                      NOTHING",
        "no/such/folder/*.png,      NOTHING",
        "no-such.mp4,               NOTHING",
        "*.no-such,                 PATTERN",
    })
    void should_tell_from_the_text_what_is_meant(String text, Kind kind) {
        assertThat(new VideoLocation(text).kind()).isEqualTo(kind);
    }

    @Test
    void should_look_at_what_is_there() throws IOException {
        Files.writeString(folder.resolve("door*.png"), "a file named like a pattern");
        Files.createSymbolicLink(folder.resolve("link.mp4"), folder.resolve("gone"));

        assertThat(kind("")).isEqualTo(Kind.FOLDER);
        assertThat(kind("/door*.png")).isEqualTo(Kind.FILE);
        assertThat(kind("/door-?.png")).isEqualTo(Kind.PATTERN);
        assertThat(kind("/link.mp4")).isEqualTo(Kind.NOTHING);
    }

    @Test
    void should_name_the_device_of_a_webcam_that_is_given_by_its_number() {
        assertThat(new VideoLocation("2").device()).hasToString("/dev/video2");
        assertThat(new VideoLocation("/dev/video10").device()).hasToString("/dev/video10");
    }

    private Kind kind(String below) {
        return new VideoLocation(folder + below).kind();
    }
}
