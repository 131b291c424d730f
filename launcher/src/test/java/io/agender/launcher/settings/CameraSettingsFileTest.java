package io.agender.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.WeekDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraSettingsFileTest {

    static {
        TrustedRecords.ensure();
    }

    private static final String YAML = """
        bootstrap.servers: broker:9092
        cameras:
          - id: lobby
            url: lobby.mp4
            fps: 10
            site: Bremen
            time.zone: Europe/Berlin
            opening.hours:
              mon-fri: 09:00-18:30
              sat: [14:00-16:00, 10:00-13:00]
              2026-12-24: 9:00-13:00
              2026-12-25: closed
            zones:
              - name: counter
                polygon: [[0, 0], [0.5, 0], [0.5, 1]]
            lines:
              - {name: door, from: [0.5, 0.1], to: [0.5, 0.9], in: left}
          # another camera
          - id: door
            url: door.mp4
        """;

    @TempDir
    Path folder;

    @Test
    void should_read_what_the_summaries_need_of_a_camera() {
        Map<String, CameraVersion> cameras = read(YAML);

        assertThat(cameras).containsOnlyKeys("lobby");
        CameraVersion lobby = cameras.get("lobby");
        assertThat(lobby.getValidFrom()).isEqualTo(Instant.EPOCH);
        assertThat(lobby.getSite()).isEqualTo("Bremen");
        assertThat(lobby.getTimeZone()).isEqualTo("Europe/Berlin");
        assertThat(lobby.getOpeningHours().getWeek())
                .hasSize(6)
                .contains(
                        new OpenDay(WeekDay.FRIDAY, List.of(new OpenTime(540, 1110))),
                        new OpenDay(WeekDay.SATURDAY, List.of(new OpenTime(600, 780), new OpenTime(840, 960))));
        assertThat(lobby.getOpeningHours().getDates())
                .containsExactly(
                        new OpenDate("2026-12-24", List.of(new OpenTime(540, 780))),
                        new OpenDate("2026-12-25", List.of()));
        assertThat(lobby.getZones())
                .containsExactly(new CameraZone(
                        "counter", List.of(new FramePoint(0., 0.), new FramePoint(0.5, 0.), new FramePoint(0.5, 1.))));
        assertThat(lobby.getLines())
                .containsExactly(
                        new CameraLine("door", new FramePoint(0.5, 0.1), new FramePoint(0.5, 0.9), LineSide.LEFT));
    }

    @Test
    void should_leave_the_same_entry_to_whoever_plays_the_camera() throws IOException {
        Path file = Files.writeString(folder.resolve("cameras.yml"), YAML);
        SettingsLayers layers = new SettingsLayers(Map.of());
        Settings settings = layers.collect(Optional.of(file), Optional.empty(), Map.of());

        assertThat(layers.cameras(file).cameras(settings))
                .extracting(camera -> camera.source().toString())
                .hasSize(2);
        assertThat(layers.cameras(file)
                        .cameras(settings)
                        .get(0)
                        .config()
                        .video()
                        .framesPerSecond())
                .isEqualTo(10);
    }

    @Test
    void should_keep_zones_and_comments_when_a_camera_is_added_or_removed() throws IOException {
        Path file = Files.writeString(folder.resolve("cameras.yml"), YAML);

        CameraList.read(file).add(Map.of("id", "yard", "url", "yard.mp4"));
        CameraList.read(file).remove("door");
        assertThat(read(Files.readString(file))).isEqualTo(read(YAML));
        assertThat(file).content().contains("# another camera").contains("yard");

        CameraList.read(file).remove("lobby");
        assertThat(file)
                .content()
                .doesNotContain("polygon")
                .contains("# another camera")
                .contains("yard");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{zones: []}                                                         | settings and no id (line 2)",
                "{id: a, time.zone: Europe/Kiel}                                     | Camera a in f: there is no time"
                        + " zone Europe/Kiel",
                "{id: a, zones: {name: b}}                                           | zones must be a list",
                "{id: a, zones: [b]}                                                 | a zone must have name, polygon",
                "{id: a, zones: [{polygon: []}]}                                     | a zone lacks name",
                "{id: a, zones: [{name: b, points: []}]}                             | 'points' is nothing of a zone",
                "{id: a, zones: [{name: b, polygon: [[0, 0], [1, 0]]}]}              | 2 points; a polygon takes three",
                "{id: a, zones: [{name: b, polygon: [[0, 0], [1, x], [1, 1]]}]}      | a point that is none; write [x,"
                        + " y]",
                "{id: a, zones: [{name: b, polygon: [0, 0, 1]}]}                     | a point that is none; write [x,"
                        + " y]",
                "{id: a, zones: [{name: b, polygon: [[0, 0], [1, 1], [1, 0], [0, 1]]}]} | crosses itself",
                "{id: a, lines: [{name: b, from: [0, 0], to: [1, 1]}]}               | the line b lacks in",
                "{id: a, lines: [{name: b, from: [0, 0], to: [1, 1], in: up}]}       | has no side that is in",
                "{id: a, opening.hours: {funday: 09:00-18:00}}                       | a day that is none, funday",
                "{id: a, opening.hours: {fri-mon: 09:00-18:00}}                      | a day that is none, fri-mon",
                "{id: a, opening.hours: {mon: 9-18}}                                 | a time that is none for mon,"
                        + " 9-18",
                "{id: a, opening.hours: {mon-wed: 09:00-18:00, tue: closed}}         | name tuesday twice",
                "{id: a, opening.hours: {2026-02-30: closed}}                        | a date that is none, 2026-02-30",
                "{id: a, opening.hours: always}                                      | must name days",
            })
    void should_tell_in_one_sentence_what_is_wrong(String entry, String what) {
        assertThatThrownBy(() -> read("cameras:\n  - " + entry + "\n"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(what)
                .hasMessageMatching("[^\\n]+\\.");
    }

    @Test
    void should_refuse_a_camera_that_is_there_twice() {
        assertThatThrownBy(() -> read("cameras:\n- {id: a, zones: []}\n- {id: a, lines: []}\n"))
                .hasMessage("Camera a in f: it is there twice.");
    }

    private static Map<String, CameraVersion> read(String yaml) {
        return CameraSettingsFile.read("f", yaml, Instant.EPOCH);
    }
}
