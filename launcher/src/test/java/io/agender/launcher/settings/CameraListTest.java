package io.agender.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.SettingsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraListTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("cameras.yml");
    }

    @Test
    void should_add_behind_the_last_camera_and_keep_every_comment() throws IOException {
        Files.writeString(file, """
                # Mine.
                fps: 5            # for all
                cameras:
                  - id: lobby     # the door
                    url: lobby.mp4
                    max.width: 640   # narrow

                  # Later:
                  # - id: hall
                window: 1m
                """);

        CameraList.read(file).add(entry("id", "entrance", "url", "rtsp://10.0.0.7/stream1", "site", "Kiel: harbour"));

        assertThat(file).hasContent("""
                # Mine.
                fps: 5            # for all
                cameras:
                  - id: lobby     # the door
                    url: lobby.mp4
                    max.width: 640   # narrow
                  - id: entrance
                    url: rtsp://10.0.0.7/stream1
                    site: 'Kiel: harbour'

                  # Later:
                  # - id: hall
                window: 1m
                """);
    }

    @Test
    void should_remove_one_camera_and_keep_the_others_with_their_comments() throws IOException {
        Files.writeString(file, """
                cameras:
                - id: lobby
                  url: lobby.mp4
                # behind the house
                - {id: door, url: door.mp4}   # door
                - id: hall
                  url: hall.mp4
                """);

        CameraList.read(file).remove("door");

        assertThat(file).hasContent("""
                cameras:
                - id: lobby
                  url: lobby.mp4
                # behind the house
                - id: hall
                  url: hall.mp4
                """);
    }

    @Test
    void should_put_the_old_list_back_when_the_disk_is_full() throws IOException {
        byte[] before = "cameras: [{id: door, url: door.mp4}]\n".getBytes(StandardCharsets.UTF_8);
        Files.write(file, before);

        try (FullDisk full = new FullDisk(before.length)) {
            assertThatThrownBy(() -> CameraList.writeOver(full, new byte[1000], before))
                    .hasMessage("No space left on device");
        }

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void should_be_written_whole_by_a_thread_that_is_interrupted() throws IOException {
        Files.writeString(file, "cameras:\n  - {id: lobby, url: lobby.mp4}\n");
        CameraList list = CameraList.read(file);

        Thread.currentThread().interrupt();
        try {
            list.add(entry("id", "hall", "url", "hall.mp4"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(CameraList.read(file).cameras().entries()).hasSize(2);
    }

    /** A file that can't grow. */
    private final class FullDisk extends RandomAccessFile {

        private final int room;

        FullDisk(int room) throws IOException {
            super(file.toFile(), "rw");
            this.room = room;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            int fits = Math.min(bytes.length, room);
            super.write(bytes, 0, fits);
            if (fits < bytes.length) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void should_begin_with_no_file_and_end_with_an_empty_list() throws IOException {
        CameraList.read(file).add(entry("id", "door", "url", "door.mp4"));
        assertThat(file).hasContent("cameras:\n  - id: door\n    url: door.mp4\n");

        CameraList.read(file).remove("door");
        assertThat(file).hasContent("cameras: []\n");
        assertThat(CameraList.read(file).cameras().entries()).isEmpty();

        CameraList.read(file).add(entry("id", "hall", "url", "hall.mp4"));
        assertThat(file).hasContent("cameras:\n  - id: hall\n    url: hall.mp4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://${file:/run/secrets/lobby}@10.0.0.7:554/stream1?channel=1&subtype=0#main",
                "0",
                "/dev/video0",
                "d'Artagnan's clip.mp4",
                "test:faces?people=3&fps=10",
                "- x: [y]",
                "010",
                "true"
            })
    void should_read_back_what_was_added(String source) {
        CameraList.read(file).add(entry("id", "no", "url", source));

        assertThat(CameraList.read(file).cameras().entries()).containsExactly(entry("id", "no", "url", source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cameras: [{id: lobby, url: lobby.mp4}]\n",
                "cameras:\n  -\n    id: lobby\n    url: lobby.mp4\n",
                "{cameras: [{id: lobby, url: lobby.mp4}]}\n"
            })
    void should_leave_alone_what_it_can_not_change(String text) throws IOException {
        Files.writeString(file, text);

        assertThatThrownBy(() -> CameraList.read(file).remove("lobby")).isInstanceOf(SettingsException.class);
        assertThat(file).hasContent(text);
    }

    @Test
    void should_refuse_a_camera_that_is_there_or_is_none() throws IOException {
        Files.writeString(file, "cameras:\n  - {id: lobby, url: lobby.mp4}\n");
        CameraList list = CameraList.read(file);

        assertThatThrownBy(() -> list.add(entry("id", "lobby", "url", "other.mp4")))
                .hasMessageContaining("There is a camera lobby in ");
        assertThatThrownBy(() -> list.add(entry("id", "my lobby", "url", "other.mp4")))
                .hasMessageContaining("can't be a camera id");
        assertThatThrownBy(() -> list.add(entry("id", "hall", "url", "hall.mp4", "fqs", "5")))
                .hasMessageContaining("'fqs' is no setting of a camera");
        assertThatThrownBy(() -> list.remove("hall")).hasMessageContaining("There is no camera hall in ");
        assertThat(file).hasContent("cameras:\n  - {id: lobby, url: lobby.mp4}\n");
    }

    private static Map<String, String> entry(String... pairs) {
        Map<String, String> entry = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entry.put(pairs[i], pairs[i + 1]);
        }
        return entry;
    }
}
