package io.agender.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.vision.VideoOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamIdTest {

    private static final Instant START = Instant.parse("2026-05-01T09:00:00Z");
    private static final VideoOptions OPTIONS = new VideoOptions(5, 640, 80);

    @TempDir
    Path folder;

    private Path video;
    private Path pictures;

    @BeforeEach
    void a_video_and_a_folder_of_pictures() throws IOException {
        video = Files.writeString(folder.resolve("lobby.mp4"), "video");
        pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.writeString(pictures.resolve("1.jpg"), "one");
        Files.writeString(pictures.resolve("2.jpg"), "two");
    }

    @Test
    void should_be_the_same_wherever_the_file_lies_and_for_ever() throws IOException {
        Path copy = Files.copy(video, folder.resolve("copy.mp4"));

        assertThat(id("lobby", video)).isEqualTo(id("lobby", copy)).isEqualTo("1e3d8900f0e49d473b22");
    }

    @Test
    void should_differ_when_anything_that_shapes_the_records_differs() throws IOException {
        Set<String> ids = new HashSet<>();
        ids.add(id("lobby", video));
        ids.add(id("door", video));
        ids.add(StreamId.of(camera("lobby", video), new VideoOptions(6, 640, 80), START, Optional.empty()));
        ids.add(StreamId.of(camera("lobby", video), new VideoOptions(5, 320, 80), START, Optional.empty()));
        ids.add(StreamId.of(camera("lobby", video), new VideoOptions(5, 640, 81), START, Optional.empty()));
        ids.add(StreamId.of(camera("lobby", video), OPTIONS, START.plusNanos(1_000), Optional.empty()));
        ids.add(StreamId.of(camera("lobby", video), OPTIONS, START, Optional.of("Bremen")));
        Files.writeString(video, "other");
        ids.add(id("lobby", video));
        Files.writeString(video, "longer");
        ids.add(id("lobby", video));

        assertThat(ids).hasSize(9);
    }

    @Test
    void should_know_the_pictures_of_a_folder_by_name_and_content() throws IOException {
        String before = id("lobby", pictures);
        Files.writeString(pictures.resolve(".shadow"), "hidden files are no pictures");
        Files.writeString(pictures.resolve("notes.txt"), "nor are these");
        Files.createDirectory(pictures.resolve("more"));
        assertThat(id("lobby", pictures)).isEqualTo(before).isEqualTo("de817be21f19b7e384ab");

        Files.move(pictures.resolve("2.jpg"), pictures.resolve("0.jpg"));
        String renamed = id("lobby", pictures);
        Files.writeString(pictures.resolve("1.jpg"), "uno");
        String changed = id("lobby", pictures);

        assertThat(Set.of(before, renamed, changed)).hasSize(3);
    }

    @Test
    void should_pass_over_a_picture_that_nobody_can_read() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/mem")), "needs a file whose first byte nobody can read");
        String before = id("lobby", pictures);
        Files.createSymbolicLink(pictures.resolve("3.jpg"), Path.of("/proc/self/mem"));

        assertThat(id("lobby", pictures)).isNotEqualTo(before).isEqualTo(id("lobby", pictures));
    }

    @Test
    void should_know_the_files_of_a_pattern() throws IOException {
        String both = id("lobby", pictures.resolve("*.jpg"));
        Files.writeString(pictures.resolve("notes.txt"), "not in the pattern");
        assertThat(id("lobby", pictures.resolve("*.jpg"))).isEqualTo(both);
        assertThat(id("lobby", pictures.resolve("*")))
                .as("only pictures are played")
                .isEqualTo(both);

        Files.writeString(pictures.resolve("3.jpg"), "three");

        assertThat(id("lobby", pictures.resolve("*.jpg"))).isNotEqualTo(both);
    }

    @Test
    void should_tell_sources_apart_that_are_no_files() throws IOException {
        assertThat(id("lobby", Path.of("no-such-folder/a"))).isNotEqualTo(id("lobby", Path.of("no-such-folder/b")));
    }

    @Test
    void should_know_what_is_passed_over_but_has_its_time() throws IOException {
        String before = id("lobby", pictures);
        Files.createSymbolicLink(pictures.resolve("3.jpg"), pictures.resolve("gone"));
        String linked = id("lobby", pictures);

        assertThat(linked).isNotEqualTo(before);
        Files.delete(pictures.resolve("3.jpg"));
        Files.createDirectory(pictures.resolve("3.jpg"));
        assertThat(id("lobby", pictures)).isEqualTo(linked);
    }

    @Test
    void should_tell_test_scenes_apart() throws IOException {
        assertThat(id("lobby", Path.of("test:faces?people=2&live=false&seconds=1")))
                .isNotEqualTo(id("lobby", Path.of("test:faces?people=3&live=false&seconds=1")));
    }

    private static String id(String camera, Path location) throws IOException {
        return StreamId.of(camera(camera, location), OPTIONS, START, Optional.empty());
    }

    private static CameraSource camera(String id, Path location) {
        return new CameraSource(id, location.toString());
    }
}
