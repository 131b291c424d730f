package io.agender.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.Policy;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamerasFileTest {

    private static final SettingsLayers LAYERS = new SettingsLayers(Map.of("AGENDER_JPEG_QUALITY", "70"));

    @TempDir
    Path folder;

    @Test
    void should_read_cameras_and_settings_from_one_file() throws IOException {
        List<Camera> cameras = read("""
                bootstrap.servers: broker:9092
                fps: 5
                sites: "*=Bremen"
                cameras:
                  - id: lobby
                    url: rtsp://10.0.0.7:554/stream?channel=1&q=${x}
                    fps: 10
                    max.width: 1280
                    policy: wait
                    site: Kiel
                  - id: door
                    url: door.mp4
                    max: {width: 640}
                    loop: true
                """);

        assertThat(cameras)
                .extracting(Camera::source)
                .containsExactly(
                        new CameraSource("lobby", "rtsp://10.0.0.7:554/stream?channel=1&q=${x}"),
                        new CameraSource("door", "door.mp4"));
        Camera lobby = cameras.get(0);
        assertThat(lobby.config().video().framesPerSecond()).isEqualTo(10);
        assertThat(lobby.config().video().maxWidth()).isEqualTo(1280);
        assertThat(lobby.config().video().jpegQuality()).isEqualTo(70);
        assertThat(lobby.config().playback().policy()).isEqualTo(Policy.WAIT);
        assertThat(lobby.config().sites().of("lobby")).contains("Kiel");
        Camera door = cameras.get(1);
        assertThat(door.config().video().framesPerSecond()).isEqualTo(5);
        assertThat(door.config().video().maxWidth()).isEqualTo(640);
        assertThat(door.config().playback().loop()).isTrue();
        assertThat(door.config().sites().of("door")).contains("Bremen");
    }

    @Test
    void should_keep_the_order_of_many_cameras() throws IOException {
        StringBuilder yaml = new StringBuilder("cameras:\n");
        for (int i = 0; i < 16; i++) {
            yaml.append("- {id: c").append(i).append(", url: clip.mp4}\n");
        }
        assertThat(read(yaml.toString()))
                .extracting(camera -> camera.source().cameraId())
                .startsWith("c0", "c1", "c2")
                .endsWith("c10", "c11", "c12", "c13", "c14", "c15");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {url: a.mp4}                           | Camera number 1 in | id is missing",
                "- {id: a}                                | Camera a in        | url is missing",
                "- {id: a, url: a.mp4, colour: red}       | Camera a in        | 'colour' is no setting of a camera",
                "- {id: a, url: a.mp4, fps: many}         | Camera a in        | fps",
                "- {id: a, url: a.mp4, jpeg.quality: 101} | Camera a in        | jpeg.quality",
                "- {id: a, url: a.mp4, policy: lose}      | Camera a in        | policy",
                "- {id: a, url: a.mp4, sites: x=y}        | Camera a in        | 'sites' is no setting",
                "- {id: a, url: a.mp4, window: 1m}        | Camera a in        | 'window' is no setting",
                "- {id: 'a b', url: a.mp4}                | Camera a b in      | can't be a camera id",
                "- lobby                                  | cameras in         | must be a list of cameras",
                "lobby                                    | cameras in         | must be a list of cameras",
                "{id: a, url: b}                          | cameras            | cameras",
            })
    void should_name_the_camera_and_what_is_wrong_with_it(String yaml, String who, String what) {
        assertThatThrownBy(() -> read("cameras:\n  " + yaml + "\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(who)
                .hasMessageContaining(what)
                .hasMessageMatching("[^\\n]+");
    }

    @Test
    void should_read_the_sample_of_the_documentation() {
        Path sample = Path.of("..", "samples", "cameras.yml");
        Settings settings = LAYERS.collect(Optional.of(sample), Optional.empty(), Map.of());

        List<Camera> cameras = LAYERS.cameras(sample).cameras(settings);

        assertThat(cameras).extracting(camera -> camera.source().cameraId()).containsExactly("lobby", "door");
        assertThat(cameras).allSatisfy(camera -> {
            assertThat(Path.of("..").resolve(camera.source().location())).isRegularFile();
            assertThat(camera.config().sites().of(camera.source().cameraId())).contains("Bremen");
        });
        assertThat(cameras.get(0).config().playback().loop()).isTrue();
        assertThat(cameras.get(0).config().video().framesPerSecond()).isEqualTo(5);
        assertThat(cameras.get(1).config().video().framesPerSecond()).isEqualTo(10);
        assertThat(cameras.get(1).config().playback().policy()).isEqualTo(Policy.DROP);
    }

    @Test
    void should_find_no_camera_in_a_file_without_the_list() throws IOException {
        assertThat(read("fps: 5\n")).isEmpty();
    }

    private List<Camera> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("cameras.yml"), yaml);
        Settings settings = LAYERS.collect(Optional.of(file), Optional.empty(), Map.of());
        return LAYERS.cameras(file).cameras(settings);
    }
}
