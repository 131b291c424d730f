package io.agender.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walkers of whom it is known when their heads are turned away, in pictures, through the whole pipeline with the networks
 * that are bundled. Ten frames a second, windows of ten seconds; a look is as long as from its first frame to its last.
 *
 * <p>The first looks into the camera at 0 to 2.9 s, at 3.2 to 5.9, for exactly 300 ms at 6.5, for 200 ms at 7.5, for 300 ms
 * over the border of two windows at 9.8, and from 28 s to the end at 32.9. The second looks for 100 ms at 5 s, and from 10
 * to 20.9 s. Of heads that are turned away not every one is found, and one of fifty is told to be straight: too few in a
 * row for a look.
 */
class WatchersIT {

    /** When whose head is turned away: the person, and from when up to when in seconds. */
    private static final double[][] AWAY = {
        {1, 3, 3.2}, {1, 6, 6.5}, {1, 6.9, 7.5}, {1, 7.8, 9.8}, {1, 10.2, 28}, {2, 0, 5}, {2, 5.2, 10}, {2, 21, 33}
    };

    private static final int FRAMES = 330;

    private static final String YAML = """
        window: 10s
        cameras:
          - id: screen
            url: test:faces?people=2&walk=true&live=false&seconds=33&away=%s
        """.formatted(Arrays.stream(AWAY)
            .map(away -> "%.0f:%s-%s".formatted(away[0], away[1], away[2]))
            .collect(Collectors.joining(",")));

    @TempDir
    static Path folder;

    private static final List<JsonNode> WINDOWS = new ArrayList<>();
    private static final List<JsonNode> RECORDS = new ArrayList<>();

    @BeforeAll
    static void runTheScene() throws Exception {
        Path file = Files.writeString(folder.resolve("cameras.yml"), YAML);
        Agender run = Agender.run(
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

    /** What docs/attention.md says of this scene. */
    @Test
    void should_find_all_heads_that_look_straight_and_tell_few_of_the_others_to_do_so() {
        int away = 0;
        int awayFound = 0;
        int awayToldStraight = 0;
        assertThat(RECORDS).hasSize(FRAMES);
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int person = 1; person <= 2; person++) {
                OptionalDouble yaw = yaw(RECORDS.get(frame), person);
                if (isAway(person, frame / 10.0)) {
                    away++;
                    awayFound += yaw.isPresent() ? 1 : 0;
                    awayToldStraight += yaw.isPresent() && Math.abs(yaw.getAsDouble()) <= 22.5 ? 1 : 0;
                } else {
                    assertThat(yaw).as("person %s in frame %s", person, frame).isPresent();
                    assertThat(Math.abs(yaw.getAsDouble())).isLessThanOrEqualTo(14);
                }
            }
        }
        assertThat((double) (away - awayFound) / away).as("not found").isBetween(1 / 20.0, 1 / 10.0);
        assertThat((double) awayToldStraight / awayFound)
                .as("told to be straight")
                .isBetween(1 / 70.0, 1 / 35.0);
    }

    private static boolean isAway(int person, double seconds) {
        return Arrays.stream(AWAY)
                .anyMatch(away -> away[0] == person && seconds >= away[1] - 1e-9 && seconds < away[2] - 1e-9);
    }

    /** The first walks in the upper half. */
    private static OptionalDouble yaw(JsonNode record, int person) {
        return StreamSupport.stream(record.get("faces").spliterator(), false)
                .filter(face ->
                        (face.at("/box/y").asDouble() + face.at("/box/height").asDouble() / 2 < 180) == (person == 1))
                .mapToDouble(face -> face.at("/pose/yaw").asDouble(Double.NaN))
                .findFirst();
    }

    @Test
    void should_count_who_could_have_watched() {
        assertThat(longs("peoplePresent")).containsExactly(2L, 2L, 2L, 2L);
        assertThat(longs("peopleEntered")).containsExactly(2L, 0L, 0L, 0L);
        assertThat(longs("tracksEnded")).containsExactly(0L, 0L, 0L, 2L);
    }

    @Test
    void should_count_who_watched_and_for_how_long() {
        assertThat(longs("watchers")).containsExactly(1L, 2L, 2L, 1L);
        assertThat(WINDOWS)
                .extracting(window -> window.get("watcherShare").asDouble())
                .containsExactly(0.5, 1.0, 1.0, 0.5);
        assertThat(longs("watchedMillis")).containsExactly(2_900L + 2_700 + 300, 300L + 9_900, 1_900L + 1_000, 3_000L);
        assertThat(WINDOWS)
                .extracting(window -> sum(window.get("watcherCounts")))
                .containsExactly(1L, 2L, 2L, 1L);
    }

    @Test
    void should_tell_how_long_those_who_left_had_watched() {
        assertThat(longs("watchersEnded")).containsExactly(0L, 0L, 0L, 2L);
        // 11.1 and 10.9 s.
        assertThat(WINDOWS.get(3).get("attentionMeanSeconds").asDouble()).isEqualTo(11);
        assertThat(WINDOWS.get(3).get("attentionMedianSeconds").asDouble()).isEqualTo(11);
        assertThat(sum(WINDOWS.get(3).get("endedWatcherCounts"))).isEqualTo(2);
    }

    private static List<Long> longs(String field) {
        return WINDOWS.stream().map(window -> window.get(field).asLong()).toList();
    }

    private static long sum(JsonNode bands) {
        return StreamSupport.stream(bands.spliterator(), false)
                .mapToLong(band -> band.get("female").asLong()
                        + band.get("male").asLong()
                        + band.get("unknown").asLong())
                .sum();
    }
}
