package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walkers whose way is known, through the whole pipeline: two people walk to and fro between 15 and 85 % of the width of
 * the picture, the first in 8 seconds there and back, beginning at the left, the second in 11, beginning at the right. So
 * the first passes the middle at 2, 6, 10, … seconds and the second at 2.75, 8.25, 13.75, …; in is to the right.
 */
class ZonesIT {

    private static final String YAML = """
        window: 10s
        cameras:
          - id: walk
            url: test:faces?people=2&walk=true&live=false&seconds=33
            zones:
              - {name: right, polygon: [[0.5, 0], [1, 0], [1, 1], [0.5, 1]]}
              - {name: lower right, polygon: [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1]]}
              - {name: nowhere, polygon: [[0, 0], [0.02, 0], [0, 0.02]]}
            lines:
              - {name: middle, from: [0.5, 0], to: [0.5, 1], in: left}
              - {name: upper, from: [0.5, 0], to: [0.5, 0.5], in: left}
        """;

    @TempDir
    static Path folder;

    private static final List<JsonNode> WINDOWS = new ArrayList<>();
    private static Agender run;

    @BeforeAll
    static void runTheScene() throws Exception {
        Path file = Files.writeString(folder.resolve("cameras.yml"), YAML);
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
        // The second walker begins inside.
        assertThat(zone("right", "peopleEntered")).containsExactly(3L, 3L, 1L, 1L);
        assertThat(zone("right", "staysEnded")).containsExactly(2L, 2L, 2L, 2L);
        assertThat(zone("right", "peoplePresent")).containsExactly(2L, 2L, 2L, 2L);
        assertThat(zone("lower right", "peopleEntered")).containsExactly(2L, 1L, 0L, 1L);
        assertThat(zone("nowhere", "peopleEntered")).containsExactly(0L, 0L, 0L, 0L);
        // Four stays of 4 s, of 2.75, 5.5, 5.5 and 2.65 s; each goes on until the face is clear of the border.
        double seconds = zone("right", "dwellTotalMillis").stream()
                        .mapToLong(Long::longValue)
                        .sum()
                / 1000.0;
        assertThat(seconds).isCloseTo(32.4 + 7 * 0.2, within(8 * 0.25));
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
