package io.agender.inference;

import static io.agender.inference.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.PendingFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faces of several frames in one run of the networks. */
class MicroBatchTest {

    private static final Duration TICK = Duration.ofMillis(5);

    @TempDir
    Path stateDirectory;

    @Test
    void should_classify_the_faces_of_several_frames_together_when_the_batch_is_full() {
        try (InferenceHarness inference = harness(4, "30ms")) {
            inference.send(frame(0, "1"));
            inference.send(frame(1, "0"));
            inference.send(frame(2, "2"));
            assertThat(inference.faces.isEmpty()).isTrue();

            inference.send(frame(3, "1"));

            assertThat(sequences(inference)).containsExactly(0L, 1L, 2L, 3L);
            assertThat(inference.runs()).containsExactly(4);
        }
    }

    @Test
    void should_not_let_a_batch_grow_beyond_its_limit() {
        try (InferenceHarness inference = harness(4, "30ms")) {
            inference.send(frame(0, "3"));
            inference.send(frame(1, "2"));

            assertThat(sequences(inference)).as("the first makes room").containsExactly(0L);
            inference.send(frame(2, "2"));
            assertThat(sequences(inference)).containsExactly(1L, 2L);
            assertThat(inference.runs()).containsExactly(3, 4);
        }
    }

    @Test
    void should_spread_a_crowd_evenly_over_several_runs() {
        try (InferenceHarness inference = harness(4, "30ms")) {
            inference.send(frame(0, "9"));

            assertThat(sequences(inference)).containsExactly(0L);
            assertThat(inference.runs()).containsExactly(3, 3, 3);
        }
    }

    @Test
    void should_not_let_a_lone_frame_wait_for_company() {
        try (InferenceHarness inference = harness(32, "10s")) {
            inference.send(frame(0, "1"));
            inference.pass(TICK);
            assertThat(inference.faces.isEmpty()).as("others may come").isTrue();

            inference.pass(TICK);

            assertThat(sequences(inference)).containsExactly(0L);
        }
    }

    @Test
    void should_let_no_face_wait_longer_than_allowed_while_frames_keep_coming() {
        try (InferenceHarness inference = harness(32, "30ms")) {
            List<Long> ticks = new ArrayList<>();
            for (int sequence = 0; sequence < 20; sequence++) {
                inference.send(frame(sequence, "1"));
                inference.pass(TICK);
                sequences(inference).forEach(sent -> ticks.add(sent));
                assertThat(sequence - ticks.size()).as("frames that wait").isLessThan(6);
            }
            assertThat(inference.runs()).allSatisfy(run -> assertThat(run).isBetween(5, 6));
        }
    }

    @Test
    void should_send_frames_without_faces_at_once_when_nothing_waits_before_them() {
        try (InferenceHarness inference = harness(32, "30ms")) {
            inference.send(frame(0, "0"));

            assertThat(sequences(inference)).containsExactly(0L);
            assertThat(waiting(inference)).isEmpty();
        }
    }

    @Test
    void should_keep_what_waits_in_a_few_slots_of_the_store_and_nothing_that_was_sent() {
        try (InferenceHarness inference = harness(4, "30ms")) {
            for (int sequence = 0; sequence < 30; sequence++) {
                inference.send(frame(sequence, "1"));
                assertThat(waiting(inference)).hasSize((sequence + 1) % 4).allSatisfy(slot -> assertThat(slot)
                        .isBetween(0, 3));
            }
        }
    }

    @Test
    void should_keep_a_broken_picture_in_its_place_between_frames_that_wait() {
        try (InferenceHarness inference = harness(4, "30ms")) {
            inference.send(frame(0, "1"));
            inference.send(frame(1, FakeAnalyzer.BROKEN_PICTURE));
            inference.send(frame(2, "3"));

            assertThat(sequences(inference)).containsExactly(0L, 1L, 2L);
            assertThat(inference.deadLetters.readRecordsToList()).hasSize(1);
        }
    }

    @Test
    void should_report_the_sizes_of_the_batches() {
        try (InferenceHarness inference = harness(4, "30ms")) {
            inference.send(frame(0, "4"));
            inference.send(frame(1, "2"));
            inference.pass(TICK);
            inference.pass(TICK);

            assertThat(inference.meters.get(AnalysisMetrics.BATCHES).summary().totalAmount())
                    .isEqualTo(6);
            assertThat(inference.meters.get(AnalysisMetrics.BATCHES).summary().max())
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void should_give_the_same_records_with_a_batch_of_1_of_5_and_of_32(boolean tracking) {
        List<Frame> frames = scene();
        List<byte[]> one = records(frames, tracking, "1");

        assertThat(one).hasSize(frames.size());
        assertThat(records(frames, tracking, "5"))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(one);
        assertThat(records(frames, tracking, "32"))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(one);
    }

    private List<byte[]> records(List<Frame> frames, boolean tracking, String batch) {
        try (InferenceHarness inference = new InferenceHarness(
                stateDirectory,
                Map.of(
                        InferenceConfig.TRACKING,
                        String.valueOf(tracking),
                        InferenceConfig.CLASSIFY_INTERVAL,
                        "100ms",
                        InferenceConfig.BATCH_MAX_FACES,
                        batch))) {
            Random arrival = new Random(Integer.parseInt(batch));
            for (Frame frame : frames) {
                inference.send(frame);
                if (arrival.nextInt(4) == 0) {
                    inference.pass(Duration.ofMillis(arrival.nextInt(40)));
                }
            }
            inference.pass(Duration.ofSeconds(1));
            inference.pass(Duration.ofSeconds(1));
            return inference.rawFaces.readValuesToList();
        }
    }

    /** Four people walk about; some frames can't be read, one stream follows on another. */
    private static List<Frame> scene() {
        Random random = new Random(42);
        double[] places = {50, 200, 350, 500};
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String word = IntStream.range(0, places.length)
                    .filter(person -> random.nextInt(10) > 1)
                    .mapToObj(person -> "x" + (places[person] += random.nextGaussian() * 3) + ":"
                            + (random.nextInt(5) == 0 ? "0.4" : "0.8"))
                    .collect(Collectors.joining(" "));
            String picture = random.nextInt(25) == 0 ? FakeAnalyzer.BROKEN_PICTURE : word.isEmpty() ? "0" : word;
            int sequence = i % 250;
            frames.add(Frames.builder(sequence, picture)
                    .setStreamId("stream-" + i / 250)
                    .setCapturedAt(Frames.START.plusMillis(40L * i))
                    .setEndOfStream(i == 399)
                    .build());
        }
        return frames;
    }

    private InferenceHarness harness(int maxFaces, String maxWait) {
        Map<String, String> settings = new HashMap<>();
        settings.put(InferenceConfig.TRACKING, "false");
        settings.put(InferenceConfig.BATCH_MAX_FACES, String.valueOf(maxFaces));
        settings.put(InferenceConfig.BATCH_MAX_WAIT, maxWait);
        return new InferenceHarness(stateDirectory, settings);
    }

    private static List<Long> sequences(InferenceHarness inference) {
        return inference.faces.readValuesToList().stream()
                .map(FrameFaces::getSequence)
                .toList();
    }

    private static List<Integer> waiting(InferenceHarness inference) {
        List<Integer> slots = new ArrayList<>();
        try (KeyValueIterator<Integer, PendingFrame> all = inference
                .<Integer, PendingFrame>store(InferenceTopology.PENDING)
                .all()) {
            all.forEachRemaining(item -> slots.add(item.key));
        }
        return slots;
    }
}
