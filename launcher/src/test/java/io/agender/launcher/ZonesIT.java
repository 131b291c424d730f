package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walkers whose way is known, through the whole pipeline: two people walk to and fro between 15 and 85 % of the width of
 * the picture, the first in 8 seconds there and back, beginning at the left, the second in 11, beginning at the right. So
 * the first passes the middle at 2, 6, 10, … seconds and the second at 2.75, 8.25, 13.75, …; in is to the right.
 *
 * <p>A stay is known to the frame, and so to the millisecond: it begins with the first frame in which the centre of the face
 * is beyond the border, and ends with the last one in which it is not a fifth of the box's size before it. The detector's
 * boxes are off by up to 4.5 pixels; so the border of "right" lies where the drawn face and its box are on the same side of it
 * in each frame, by more than a pixel: that, too, is looked at. What a person does before the third frame is nobody's, for a track has its number from the third sight on.
 */
class ZonesIT {

    private static final String YAML = """
        window: 10s
        cameras:
          - id: walk
            url: test:faces?people=2&walk=true&live=false&seconds=33
            zones:
              - {name: right, polygon: [[BORDER, 0], [1, 0], [1, 1], [BORDER, 1]]}
              - {name: lower right, polygon: [[BORDER, 0.5], [1, 0.5], [1, 1], [BORDER, 1]]}
              - {name: nowhere, polygon: [[0, 0], [0.02, 0], [0, 0.02]]}
            lines:
              - {name: middle, from: [0.5, 0], to: [0.5, 1], in: left}
              - {name: upper, from: [0.5, 0], to: [0.5, 0.5], in: left}
        """;

    private static final double BORDER = 0.6665;

    private static final double WIDTH = 640;
    private static final int FRAMES = 330;
    private static final int FRAMES_IN_A_WINDOW = 100;
    private static final int FIRST_WITH_A_NUMBER = 2;

    /** A fifth of the size of the box that the detector draws around this face, in pixels. */
    private static final double MARGIN = 18.5;

    @TempDir
    static Path folder;

    private static final List<JsonNode> WINDOWS = new ArrayList<>();
    private static final List<JsonNode> RECORDS = new ArrayList<>();
    private static Agender run;

    @BeforeAll
    static void runTheScene() throws Exception {
        Path file = Files.writeString(folder.resolve("cameras.yml"), YAML.replace("BORDER", String.valueOf(BORDER)));
        run = Agender.run(
                "run",
                "--config",
                file.toString(),
                "--start-time",
                "2026-01-01T09:00:00Z",
                "--no-video",
                "--no-dashboard",
                "--output",
                folder.resolve("out").toString());
        assertThat(run.exitCode()).as("%s", run).isZero();
        for (String line : Files.readAllLines(folder.resolve("out/summary.jsonl"))) {
            WINDOWS.add(new ObjectMapper().readTree(line));
        }
        for (String line : Files.readAllLines(folder.resolve("out/faces.jsonl"))) {
            RECORDS.add(new ObjectMapper().readTree(line));
        }
    }

    @Test
    void should_see_each_walker_as_one_track() {
        assertThat(WINDOWS).hasSize(4);
        assertThat(sum("peopleEntered")).isEqualTo(2);
        assertThat(WINDOWS).allSatisfy(window -> {
            assertThat(window.get("settingsVersion").asInt()).isEqualTo(1);
            assertThat(window.get("peoplePresent").asInt()).isEqualTo(2);
        });
    }

    @Test
    void should_count_each_crossing_once_in_the_window_in_which_it_was() {
        // In at 2 and 8.25; 10, 18 and 19.25; 26; 30.25. Out at 2.75 and 6; 13.75 and 14; 22 and 24.75; 30.
        assertThat(line("middle", "crossedIn")).containsExactly(2L, 3L, 1L, 1L);
        assertThat(line("middle", "crossedOut")).containsExactly(2L, 2L, 2L, 1L);
        // The first walker alone.
        assertThat(line("upper", "crossedIn")).containsExactly(1L, 2L, 1L, 0L);
        assertThat(line("upper", "crossedOut")).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void should_count_each_stay_once_and_tell_how_long_it_was() {
        List<Stay> first = stays(1);
        List<Stay> second = stays(2);
        List<Stay> both = Stream.concat(first.stream(), second.stream()).toList();
        assertThat(first).hasSize(4);
        assertThat(second).as("who begins inside").hasSize(4);

        assertThat(zone("right", "peopleEntered")).isEqualTo(each(both, Stay::began, stay -> 1L));
        assertThat(zone("right", "staysEnded")).isEqualTo(each(both, Stay::ended, stay -> 1L));
        assertThat(zone("right", "dwellTotalMillis")).isEqualTo(each(both, Stay::ended, Stay::millis));
        assertThat(zone("right", "peoplePresent")).containsExactly(2L, 2L, 2L, 1L);
        assertThat(zone("lower right", "peopleEntered")).isEqualTo(each(second, Stay::began, stay -> 1L));
        assertThat(zone("lower right", "dwellTotalMillis")).isEqualTo(each(second, Stay::ended, Stay::millis));
        assertThat(zone("nowhere", "peopleEntered")).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void should_see_each_face_on_the_side_of_the_border_on_which_it_is_drawn() {
        double border = WIDTH * BORDER;
        for (int frame = 0; frame < FRAMES; frame++) {
            assertThat(RECORDS.get(frame).get("faces")).hasSize(2);
            for (JsonNode face : RECORDS.get(frame).get("faces")) {
                JsonNode box = face.get("box");
                double width = box.get("width").asDouble();
                double height = box.get("height").asDouble();
                double left = border - (width + height) / 2 / 5;
                double seen = box.get("x").asDouble() + width / 2;
                int person = box.get("y").asDouble() + height / 2 < 180 ? 1 : 2;
                double drawn = WIDTH * place(person, frame);

                assertThat(seen >= border).as("frame %s", frame).isEqualTo(drawn >= border);
                assertThat(seen > left).as("frame %s", frame).isEqualTo(drawn > border - MARGIN);
                assertThat(Math.min(Math.abs(seen - border), Math.abs(seen - left)))
                        .as("pixels to spare in frame %s", frame)
                        .isGreaterThan(1);
            }
        }
    }

    /**
     * A stay on the right of the border.
     *
     * @param from the first frame of it
     * @param until the last one
     * @param ended the one that tells that it is over
     */
    private record Stay(int from, int until, int ended) {

        int began() {
            return from;
        }

        long millis() {
            return 100L * (until - from);
        }
    }

    private static List<Stay> stays(int person) {
        List<Stay> stays = new ArrayList<>();
        int from = -1;
        for (int frame = FIRST_WITH_A_NUMBER; frame < FRAMES; frame++) {
            double x = WIDTH * place(person, frame);
            if (from < 0 && x >= WIDTH * BORDER) {
                from = frame;
            } else if (from >= 0 && x < WIDTH * BORDER - MARGIN) {
                stays.add(new Stay(from, frame - 1, frame));
                from = -1;
            }
        }
        if (from >= 0) {
            stays.add(new Stay(from, FRAMES - 1, FRAMES - 1));
        }
        return stays;
    }

    /** Where the centre of a person's face is drawn, as a share of the width. */
    private static double place(int person, int frame) {
        double round = person == 1 ? frame / 80.0 : frame / 110.0 + 0.5;
        return 0.15 + 0.7 * (1 - Math.abs(1 - 2 * (round - Math.floor(round))));
    }

    /** Sums over stays by the window of a frame of theirs. */
    private static List<Long> each(List<Stay> stays, ToIntFunction<Stay> frame, ToLongFunction<Stay> figure) {
        return IntStream.range(0, WINDOWS.size())
                .mapToObj(window -> stays.stream()
                        .filter(stay -> frame.applyAsInt(stay) / FRAMES_IN_A_WINDOW == window)
                        .mapToLong(figure)
                        .sum())
                .toList();
    }

    @Test
    void should_say_so_at_the_end_of_the_run() {
        assertThat(run.out()).contains("walk, line middle: 7 in, 7 out");
        assertThat(run.out()).contains("walk, zone right: 8 came in");
    }

    private static List<Long> zone(String name, String field) {
        return figures("zones", "zone", name, field);
    }

    private static List<Long> line(String name, String field) {
        return figures("lines", "line", name, field);
    }

    private static List<Long> figures(String list, String key, String name, String field) {
        List<Long> figures = new ArrayList<>();
        for (JsonNode window : WINDOWS) {
            for (JsonNode one : window.get(list)) {
                if (one.get(key).asText().equals(name)) {
                    figures.add(one.get(field).asLong());
                }
            }
        }
        return figures;
    }

    private static long sum(String field) {
        return WINDOWS.stream().mapToLong(window -> window.get(field).asLong()).sum();
    }
}
