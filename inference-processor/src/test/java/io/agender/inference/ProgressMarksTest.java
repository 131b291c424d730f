package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.input.InputPosition;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The marks in agender.progress, by the topology and without a broker: what the brokers say is given. */
class ProgressMarksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration TICK = Duration.ofMillis(5);

    @TempDir
    Path stateDirectory;

    private long now = NOW.toEpochMilli();

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void should_say_how_long_a_camera_is_silent_and_after_which_frame(String tracking) {
        try (InferenceHarness inference = harness(Map.of("tracking", tracking))) {
            inference.send(frame(0, "1"));
            inference.send(frame(1, "1"));
            look(inference, 10);

            List<TestRecord<String, CameraProgress>> marks = inference.progress.readRecordsToList();
            TestRecord<String, CameraProgress> last = marks.get(marks.size() - 1);
            assertThat(last.key()).isEqualTo(Frames.CAMERA);
            assertThat(last.getRecordTime()).isEqualTo(Instant.ofEpochMilli(now));
            assertThat(last.value())
                    .isEqualTo(new CameraProgress(
                            Frames.CAMERA, "stream-1", 1L, false, NOW.plusSeconds(1), Instant.ofEpochMilli(now)));
        }
    }

    @Test
    void should_write_no_mark_as_long_as_the_brokers_do_not_answer() {
        try (InferenceHarness inference = harness(Map.of())) {
            inference.send(frame(0, "1"));
            pass(inference, Duration.ofMinutes(2));

            assertThat(inference.progress.isEmpty()).isTrue();
        }
    }

    /** What was committed may still wait for a batch. */
    @Test
    void should_write_no_mark_while_a_frame_waits() {
        try (InferenceHarness inference = harness(Map.of("batch.max.wait", "1h", "batch.max.faces", "1000"))) {
            for (int sequence = 0; sequence < 12; sequence++) {
                // No two ticks without a frame between them, or a lone frame would be sent.
                inference.send(frame(sequence, "1"));
                now += 1_000;
                inference.position = Optional.of(position(now));
                inference.pass(Duration.ofSeconds(1));
            }
            assertThat(inference.faces.isEmpty()).isTrue();
            assertThat(inference.progress.isEmpty()).isTrue();

            look(inference, 1);

            assertThat(inference.faces.getQueueSize()).isEqualTo(12);
            assertThat(inference.progress.isEmpty()).isFalse();
        }
    }

    @Test
    void should_write_marks_rarely_while_frames_come() {
        try (InferenceHarness inference = harness(Map.of())) {
            for (int sequence = 0; sequence < 60; sequence++) {
                inference.send(frame(sequence, "1"));
                look(inference, 1);
            }
            List<CameraProgress> marks = inference.progress.readValuesToList();

            assertThat(marks).hasSizeBetween(11, 13);
            assertThat(marks).allMatch(mark -> mark.getSilentSince().equals(mark.getUpTo()));
            assertThat(marks.get(marks.size() - 1).getLastSequence()).isGreaterThan(50L);
        }
    }

    @Test
    void should_say_of_the_silence_of_a_camera_whose_stream_has_ended_that_it_has() {
        try (InferenceHarness inference = harness(Map.of())) {
            inference.send(Frames.builder(0, "1").setEndOfStream(true).build());
            look(inference, 60);

            assertThat(inference.progress.readValuesToList())
                    .allMatch(CameraProgress::getEnded)
                    .anyMatch(
                            mark -> mark.getUpTo().isAfter(mark.getSilentSince().plusSeconds(30)));
            inference.send(Frames.builder(1, "1").setStreamId("stream-2").build());
            look(inference, 10);
            assertThat(inference.progress.readValuesToList())
                    .filteredOn(mark -> mark.getStreamId().equals("stream-2"))
                    .isNotEmpty()
                    .noneMatch(CameraProgress::getEnded);
        }
    }

    private InferenceHarness harness(Map<String, String> settings) {
        return new InferenceHarness(stateDirectory, settings, NOW);
    }

    /** Lets seconds pass at each of which the brokers say that all is read. */
    private void look(InferenceHarness inference, int seconds) {
        for (int second = 0; second < seconds; second++) {
            now += 1_000;
            inference.pass(Duration.ofSeconds(1).minus(TICK));
            inference.position = Optional.of(position(now));
            inference.pass(TICK);
        }
    }

    private void pass(InferenceHarness inference, Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now += 1_000;
            inference.pass(Duration.ofSeconds(1));
        }
    }

    private static InputPosition position(long readUpTo) {
        return new InputPosition(readUpTo, NOW.toEpochMilli(), OptionalLong.of(5), 0, 5, OptionalLong.of(readUpTo));
    }

    private static Frame frame(long sequence, String picture) {
        return Frames.frame(sequence, picture);
    }
}
