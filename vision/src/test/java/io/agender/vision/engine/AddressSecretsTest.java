package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.vision.VideoLocation;
import io.agender.vision.VisionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSecretsTest {

    private final AddressSecrets secrets = new AddressSecrets(name ->
            Optional.ofNullable(Map.of("USER", "root", "PASSWORD", "a:b@c/d e+ü?", "BOTH", "root:a:b@c", "EMPTY", "")
                    .get(name)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rtsp://cam/a, rtsp://cam/a",
        "rtsp://root:x@cam/a, rtsp://root:x@cam/a",
        "rtsp://${USER}:${PASSWORD}@cam/a, rtsp://root:a%3Ab%40c%2Fd%20e%2B%C3%BC%3F@cam/a",
        "rtsp://${BOTH}@cam/a, rtsp://root:a%3Ab%40c@cam/a",
        "rtsp://${USER}@cam/a, rtsp://root@cam/a",
        "rtsp://${EMPTY}@cam/a, rtsp://@cam/a",
        "http://cam/a?user=${USER}&pwd=${BOTH}, http://cam/a?user=root&pwd=root%3Aa%3Ab%40c",
    })
    void should_fill_in_variables(String address, String filled) {
        assertThat(secrets.fill(new VideoLocation(address))).isEqualTo(filled);
    }

    @Test
    void should_fill_in_the_first_line_of_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("lobby"), "root:p@ss\nsecond line\n");

        assertThat(secrets.fill(new VideoLocation("rtsp://${file:" + file + "}@cam/a")))
                .isEqualTo("rtsp://root:p%40ss@cam/a");
    }

    @Test
    void should_name_what_is_missing_but_nothing_else() {
        assertThatThrownBy(() -> secrets.fill(new VideoLocation("rtsp://root:${NOBODY}@cam/a")))
                .isInstanceOf(VisionException.class)
                .hasMessage("rtsp://***@cam/a needs the environment variable NOBODY, which is not set");
        assertThatThrownBy(() -> secrets.fill(new VideoLocation("rtsp://root:${file:/no/file}@cam/a")))
                .isInstanceOf(VisionException.class)
                .hasMessage("rtsp://***@cam/a needs the file /no/file, which cannot be read");
    }
}
