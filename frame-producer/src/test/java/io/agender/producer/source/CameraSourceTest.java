package io.agender.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraSourceTest {

    @ParameterizedTest
    @CsvSource({
        "lobby=lobby.mp4,        lobby,   lobby.mp4",
        "cam.1_A-b=dir/a=b.mp4,  cam.1_A-b, dir/a=b.mp4",
        "' 7 = x.gif ',          7,       x.gif",
    })
    void should_read_id_and_source(String text, String id, String location) {
        assertThat(CameraSource.parse(text)).isEqualTo(new CameraSource(id, location));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lobby.mp4", "=lobby.mp4", "lobby=", "lobby= ", "a b=x", "a/b=x", ".=x", "-v=x", "tür=x"})
    void should_refuse_what_is_no_camera(String text) {
        assertThatThrownBy(() -> CameraSource.parse(text)).isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://root:hunter2@cam/s,       '''rtsp://***@cam/s'' is not a camera; write ID=SOURCE, such as lobby=lobby.mp4.'",
        "rtsp://root:hunter2@cam/s?a=1,   '''rtsp://***@cam/s?a=1'' is not a camera; write ID=SOURCE, such as lobby=lobby.mp4.'",
        "rtsp://root:hun=ter2@cam/s,      '''rtsp://***@cam/s'' is not a camera; write ID=SOURCE, such as lobby=lobby.mp4.'",
    })
    void should_keep_a_password_to_itself_where_the_camera_id_was_forgotten(String text, String sentence) {
        assertThatThrownBy(() -> CameraSource.parse(text))
                .isInstanceOf(SettingsException.class)
                .hasMessage(sentence);
    }

    @Test
    void should_keep_a_password_to_itself_where_an_address_is_given_as_the_camera_id() {
        assertThatThrownBy(() -> new CameraSource("rtsp://root:hunter2@cam/s", "lobby"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("'rtsp://***@cam/s' can't be a camera id");
    }

    @Test
    void should_limit_the_length_of_an_id() {
        assertThat(new CameraSource("a".repeat(100), "x").cameraId()).hasSize(100);
        assertThatThrownBy(() -> new CameraSource("a".repeat(101), "x")).isInstanceOf(SettingsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "lobby.mp4,                     lobby",
        "/videos/Main Hall (1).MOV,     Main-Hall-1",
        "videos/lobby.2026-05-01.mkv,   lobby.2026-05-01",
        "videos/noending,               noending",
        "videos/.hidden,                hidden",
        "videos/pictures/,              pictures",
        "videos/door/*.png,             door",
        "videos/Eingang Süd.mp4,        Eingang-Sud",
        "videos/-_x_-.mp4,              x",
        "videos/大厅.mp4,                camera",
        "/,                             camera",
        "rtsp://root:hunter2@cam,       cam",
        "rtsp://root:hunter2@cam/hall,  hall",
        "http://cam/mjpg?pwd=hunter2,   mjpg-pwd",
    })
    void should_call_a_camera_after_its_source(String location, String id) {
        assertThat(CameraSource.of(List.of(), List.of(location))).containsExactly(new CameraSource(id, location));
    }

    @ParameterizedTest
    @CsvSource({
        "lobby=rtsp://root:hunter2@cam/s,  lobby, rtsp://root:hunter2@cam/s",
        "door=http://cam/mjpeg?a=b,        door,  http://cam/mjpeg?a=b",
        "hall=/no/such/clip.mp4,           hall,  /no/such/clip.mp4",
        "scene=test:faces?people=2,        scene, test:faces?people=2",
        "test:faces?people=2,              test-faces-people-2, test:faces?people=2",
    })
    void should_take_an_id_from_a_source_that_stands_alone(String text, String id, String location) {
        assertThat(CameraSource.of(List.of(), List.of(text))).containsExactly(new CameraSource(id, location));
    }

    @Test
    void should_take_a_file_with_an_equals_sign_in_its_name_for_a_file(@TempDir Path folder) throws IOException {
        String clip = Files.createFile(folder.resolve("door=1.mp4")).toString();

        assertThat(CameraSource.of(List.of(), List.of(clip)))
                .extracting(CameraSource::location)
                .containsExactly(clip);
    }

    @Test
    void should_keep_the_dots_of_a_folder(@TempDir Path folder) throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("door.v2"));

        assertThat(CameraSource.of(List.of(), List.of(pictures.toString())))
                .extracting(CameraSource::cameraId)
                .containsExactly("door.v2");
    }

    @Test
    void should_number_cameras_of_the_same_name() {
        List<CameraSource> cameras = CameraSource.of(
                List.of("lobby=x.mp4", "door-2=y.mp4"),
                List.of("a/lobby.mp4", "b/lobby.avi", "door.mp4", "c/door.mp4"));

        assertThat(cameras)
                .extracting(CameraSource::cameraId)
                .containsExactly("lobby", "door-2", "lobby-2", "lobby-3", "door", "door-3");
    }

    @Test
    void should_keep_a_long_name_within_the_limit_when_it_is_numbered() {
        String name = "n".repeat(150);

        assertThat(CameraSource.of(List.of(), List.of(name + ".mp4", "b/" + name + ".mp4")))
                .extracting(CameraSource::cameraId)
                .containsExactly("n".repeat(100), "n".repeat(98) + "-2");
    }

    @Test
    void should_refuse_an_id_that_is_given_twice() {
        assertThatThrownBy(() -> CameraSource.of(List.of("lobby=a.mp4", "lobby=b.mp4"), List.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Camera id lobby is given twice; each source needs its own.");
    }
}
