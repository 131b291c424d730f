package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.FrameView;
import io.agender.schemas.ViewKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the camera can see, in the records; a frame every second. */
class ViewTest {

    @TempDir
    Path stateDirectory;

    private long sequence;
    private String stream = "stream-1";
    private Instant time = Frames.START;

    @ParameterizedTest(name = "tracking = {0}")
    @ValueSource(booleans = {true, false})
    void should_tell_since_when_a_camera_is_covered_and_that_it_sees_again(boolean tracking) {
        try (InferenceHarness inference = harness(Map.of("tracking", String.valueOf(tracking)))) {
            List<FrameFaces> open = send(inference, FakeAnalyzer.ROOM, 80);
            Instant covered = time;
            List<FrameFaces> during = send(inference, FakeAnalyzer.COVER, 20);
            List<FrameFaces> after = send(inference, FakeAnalyzer.ROOM, 10);

            assertThat(open).extracting(record -> record.getView().getKind()).containsOnly(ViewKind.CLEAR);
            assertThat(during.subList(0, 10))
                    .extracting(record -> record.getView().getKind())
                    .containsOnly(ViewKind.CLEAR);
            assertThat(during.subList(10, 20)).allSatisfy(record -> {
                assertThat(record.getView().getKind()).isEqualTo(ViewKind.BLOCKED);
                assertThat(record.getView().getSince()).isEqualTo(covered);
                assertThat(record.getView().getMeasured().getTexture()).isZero();
                assertThat(record.getView().getMeasured().getSharpness()).isNull();
            });
            assertThat(after).extracting(record -> record.getView().getKind()).endsWith(ViewKind.CLEAR);
            assertThat(open.get(79).getView().getMeasured()).satisfies(figures -> {
                assertThat(figures.getTexture()).isGreaterThan(0.5f);
                assertThat(figures.getLikeness()).isEqualTo(1f);
            });
        }
    }

    @Test
    void should_go_on_over_streams_and_over_frames_that_nobody_looked_at() {
        try (InferenceHarness inference = harness(Map.of("detect.interval", "1500ms"))) {
            send(inference, FakeAnalyzer.ROOM, 80);
            send(inference, FakeAnalyzer.COVER, 20);
            stream = "stream-2";
            sequence = 0;
            List<FrameFaces> next = send(inference, FakeAnalyzer.COVER, 4);
            FrameFaces broken = send(inference, FakeAnalyzer.BROKEN_PICTURE, 1).get(0);

            assertThat(next).extracting(record -> record.getView().getKind()).containsOnly(ViewKind.BLOCKED);
            assertThat(next)
                    .filteredOn(record -> record.getOutcome() == FrameOutcome.PREDICTED)
                    .isNotEmpty()
                    .allMatch(record -> record.getView().getMeasured() == null);
            assertThat(broken.getView()).isNull();
        }
    }

    @Test
    void should_change_nothing_by_a_frame_that_was_seen_before() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, FakeAnalyzer.ROOM, 80);
            send(inference, FakeAnalyzer.COVER, 12);
            CameraTracks before = stored(inference);

            sequence = 50;
            FrameView told = send(inference, FakeAnalyzer.ROOM, 1).get(0).getView();

            assertThat(told.getKind()).isEqualTo(ViewKind.BLOCKED);
            assertThat(told.getMeasured()).isNull();
            assertThat(stored(inference)).isEqualTo(before);
        }
    }

    @Test
    void should_give_the_same_records_when_a_stream_that_ended_is_played_again() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> first = play(inference);
            List<FrameFaces> again = play(inference);

            assertThat(first).extracting(record -> record.getView().getKind()).contains(ViewKind.BLOCKED);
            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void should_give_the_same_records_of_a_stream_in_the_past_whatever_was_played_before() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> first = play(inference);
            stream = "stream-2";
            play(inference);
            stream = "stream-1";

            assertThat(play(inference))
                    .extracting(FrameFaces::getView)
                    .isEqualTo(first.stream().map(FrameFaces::getView).toList());
        }
    }

    @Test
    void should_go_on_where_another_instance_stopped() {
        List<FrameFaces> whole;
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, FakeAnalyzer.ROOM, 80);
            whole = send(inference, FakeAnalyzer.COVER, 15);
        }
        sequence = 0;
        time = Frames.START;
        CameraTracks left;
        try (InferenceHarness inference = new InferenceHarness(stateDirectory.resolve("one"), Map.of())) {
            send(inference, FakeAnalyzer.ROOM, 80);
            left = stored(inference);
        }
        try (InferenceHarness inference = new InferenceHarness(stateDirectory.resolve("other"), Map.of())) {
            inference.<String, CameraTracks>store(InferenceTopology.TRACKS).put(Frames.CAMERA, left);
            assertThat(send(inference, FakeAnalyzer.COVER, 15))
                    .extracting(FrameFaces::getView)
                    .isEqualTo(whole.stream().map(FrameFaces::getView).toList());
        }
    }

    @Test
    void should_keep_three_kilobytes_of_a_camera_and_no_more() throws Exception {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, FakeAnalyzer.ROOM, 200);
            send(inference, FakeAnalyzer.COVER, 15);

            assertThat(SpecificData.get()
                            .deepCopy(
                                    stored(inference).getView().getSchema(),
                                    stored(inference).getView())
                            .toByteBuffer()
                            .remaining())
                    .isBetween(2850, 3150);
        }
    }

    private List<FrameFaces> play(InferenceHarness inference) {
        sequence = 0;
        time = Frames.START;
        List<FrameFaces> records = send(inference, FakeAnalyzer.ROOM, 70);
        records.addAll(send(inference, FakeAnalyzer.COVER, 14));
        Frame last = Frames.builder(sequence, FakeAnalyzer.COVER)
                .setStreamId(stream)
                .setCapturedAt(time)
                .setEndOfStream(true)
                .build();
        inference.send(last);
        inference.pass(Duration.ofSeconds(1));
        records.addAll(inference.faces.readValuesToList());
        return records;
    }

    private List<FrameFaces> send(InferenceHarness inference, String picture, int frames) {
        for (int i = 0; i < frames; i++) {
            inference.send(Frames.builder(sequence++, picture)
                    .setStreamId(stream)
                    .setCapturedAt(time)
                    .build());
            time = time.plusSeconds(1);
        }
        inference.pass(Duration.ofSeconds(1));
        return inference.faces.readValuesToList();
    }

    private static CameraTracks stored(InferenceHarness inference) {
        return inference.<String, CameraTracks>store(InferenceTopology.TRACKS).get(Frames.CAMERA);
    }

    private InferenceHarness harness(Map<String, String> settings) {
        return new InferenceHarness(stateDirectory, new HashMap<>(settings));
    }
}
