package io.agender.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.ViewKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that nobody need search, in the records; ten frames a second. */
class GateTest {

    private static final Map<String, String> GATED = Map.of("detect.gate", "true");

    @TempDir
    Path stateDirectory;

    private long sequence;
    private String stream = "stream-1";
    private Instant time = Frames.START;

    @ParameterizedTest(name = "tracking = {0}")
    @ValueSource(booleans = {true, false})
    void should_tell_a_frame_in_which_nothing_changed_as_seen_and_empty(boolean tracking) {
        try (InferenceHarness inference = harness(Map.of("tracking", String.valueOf(tracking)))) {
            List<FrameFaces> records = send(inference, "0", 35);

            assertThat(outcomes(records)).isEqualTo("AAAAAAAAAA---------A---------A-----");
            assertThat(inference.timesDecoded()).isEqualTo(12);
            assertThat(inference.timesGlanced()).isEqualTo(26);
            assertThat(records).allSatisfy(record -> {
                assertThat(record.getFaces()).isEmpty();
                assertThat(record.getTracked()).isEqualTo(tracking);
                assertThat(record.getFrameWidth()).isEqualTo(640);
                assertThat(record.getFrameHeight()).isEqualTo(360);
            });
            assertThat(inference
                            .meters
                            .get(AnalysisMetrics.FRAMES)
                            .tag("outcome", "UNCHANGED")
                            .counter()
                            .count())
                    .isEqualTo(23);
        }
    }

    @Test
    void should_search_every_frame_when_it_is_off() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, Map.of("detect.gate", "false"))) {
            assertThat(outcomes(send(inference, "0", 30))).isEqualTo("A".repeat(30));
            assertThat(inference.timesGlanced()).isZero();
        }
    }

    @ParameterizedTest(name = "tracking = {0}")
    @ValueSource(booleans = {true, false})
    void should_find_who_comes_in_with_the_first_frame_that_shows_a_change(boolean tracking) {
        try (InferenceHarness inference = harness(Map.of("tracking", String.valueOf(tracking)))) {
            send(inference, "0", 25);

            List<FrameFaces> records = send(inference, "x100", 3);

            assertThat(records).extracting(record -> record.getFaces().size()).containsExactly(1, 1, 1);
        }
    }

    @Test
    void should_find_within_a_second_who_is_there_though_nothing_seemed_to_change() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "0", 20);

            assertThat(outcomes(send(inference, "=x100", 13))).isEqualTo("---------AAAA");
        }
    }

    @Test
    void should_search_while_a_track_lives_and_end_it_as_without_the_gate() {
        Map<String, List<FrameFaces>> records = new HashMap<>();
        for (String gate : List.of("true", "false")) {
            sequence = 0;
            time = Frames.START;
            try (InferenceHarness inference =
                    new InferenceHarness(stateDirectory.resolve(gate), Map.of("detect.gate", gate))) {
                List<FrameFaces> all = send(inference, "0", 25);
                all.addAll(send(inference, "x100", 6));
                all.addAll(send(inference, "0", 60));
                records.put(gate, all);
            }
        }

        assertThat(outcomes(records.get("true").subList(25, 61)))
                .as("until two seconds after it was seen, and one more")
                .isEqualTo("A".repeat(36));
        assertThat(outcomes(records.get("true").subList(62, 91))).contains("-----");
        assertThat(records.get("true"))
                .flatExtracting(FrameFaces::getEndedTracks)
                .extracting(EndedTrack::getTrackId)
                .containsExactly("stream-1-1");
        records.get("true").forEach(record -> record.setOutcome(FrameOutcome.ANALYSED));
        assertThat(records.get("true")).isEqualTo(records.get("false"));
    }

    @Test
    void should_leave_the_rest_of_the_detector_to_its_interval() {
        try (InferenceHarness inference = harness(Map.of("detect.interval", "150ms"))) {
            List<FrameFaces> records = send(inference, "0", 30);

            assertThat(outcomes(records)).isEqualTo("APAPAPAPAP" + "-P-P-P-PAP" + "-P-P-P-PAP");
        }
    }

    @Test
    void should_tell_a_picture_that_can_not_be_read_and_begin_anew_after_it() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "0", 15);

            assertThat(outcomes(send(inference, FakeAnalyzer.BROKEN_PICTURE, 1)))
                    .isEqualTo("U");
            assertThat(outcomes(send(inference, "0", 12))).isEqualTo("AAAAAAAAAA--");
            assertThat(inference.deadLetters.readRecordsToList()).hasSize(1);
        }
    }

    @Test
    void should_judge_the_view_once_a_second_and_tell_it_with_every_frame() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> open = send(inference, FakeAnalyzer.ROOM, 800);
            List<FrameFaces> covered = send(inference, FakeAnalyzer.COVER, 150);

            assertThat(open).allMatch(record -> record.getView().getKind() == ViewKind.CLEAR);
            assertThat(open.stream()
                            .filter(record -> record.getView().getMeasured() != null)
                            .count())
                    .isEqualTo(89);
            assertThat(covered).extracting(record -> record.getView().getKind()).endsWith(ViewKind.BLOCKED);
            assertThat(covered.get(149).getView().getSince())
                    .isEqualTo(covered.get(0).getCapturedAt());
            assertThat(covered.subList(0, 100))
                    .extracting(record -> record.getView().getKind())
                    .containsOnly(ViewKind.CLEAR);
            assertThat(covered.subList(111, 150))
                    .extracting(record -> record.getView().getKind())
                    .containsOnly(ViewKind.BLOCKED);
        }
    }

    @Test
    void should_begin_anew_with_a_stream_and_change_nothing_by_a_frame_that_was_seen_before() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "0", 25);
            CameraTracks before = stored(inference);
            sequence = 3;
            assertThat(outcomes(send(inference, "0", 1))).isEqualTo("A");
            assertThat(stored(inference)).isEqualTo(before);

            stream = "stream-2";
            sequence = 0;
            assertThat(outcomes(send(inference, "0", 12))).isEqualTo("AAAAAAAAAA--");
        }
    }

    @Test
    void should_give_the_same_records_when_another_instance_goes_on_after_any_frame() {
        List<String> pictures = new ArrayList<>(Collections.nCopies(14, "0"));
        pictures.addAll(List.of("x100:0.4", "x100:0.4", "0", "x100", "x102", "x104"));
        pictures.addAll(Collections.nCopies(45, "0"));
        List<FrameFaces> whole;
        try (InferenceHarness inference = harness(Map.of())) {
            whole = pictures.stream()
                    .flatMap(picture -> send(inference, picture, 1).stream())
                    .toList();
        }
        assertThat(outcomes(whole)).contains("-").contains("A");
        sequence = 0;
        time = Frames.START;
        List<FrameFaces> parts = new ArrayList<>();
        CameraTracks left = null;
        InferenceHarness inference = null;
        for (int frame = 0; frame < pictures.size(); frame++) {
            if (frame % 3 == 0) {
                if (inference != null) {
                    left = stored(inference);
                    inference.close();
                }
                inference = new InferenceHarness(stateDirectory.resolve("part" + frame), GATED);
                if (left != null) {
                    inference
                            .<String, CameraTracks>store(InferenceTopology.TRACKS)
                            .put(Frames.CAMERA, left);
                }
            }
            parts.addAll(send(inference, pictures.get(frame), 1));
        }
        inference.close();

        assertThat(outcomes(parts)).isEqualTo(outcomes(whole));
        assertThat(parts)
                .extracting(record ->
                        record.getFaces().stream().map(Face::getTrackId).toList())
                .isEqualTo(whole.stream()
                        .map(record ->
                                record.getFaces().stream().map(Face::getTrackId).toList())
                        .toList());
    }

    @Test
    void should_keep_a_kilobyte_and_a_half_of_a_camera_and_no_mosaic_of_anybody() throws Exception {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "0", 25);
            assertThat(SpecificData.get()
                            .deepCopy(
                                    stored(inference).getGate().getSchema(),
                                    stored(inference).getGate())
                            .toByteBuffer()
                            .remaining())
                    .isBetween(1400, 1500);

            send(inference, "x100", 1);
            assertThat(stored(inference).getGate().getSearched()).isNull();
        }
    }

    private static String outcomes(List<FrameFaces> records) {
        StringBuilder outcomes = new StringBuilder();
        records.forEach(record -> outcomes.append(
                record.getOutcome() == FrameOutcome.UNCHANGED
                        ? "-"
                        : record.getOutcome().name().charAt(0)));
        return outcomes.toString();
    }

    private List<FrameFaces> send(InferenceHarness inference, String picture, int frames) {
        for (int i = 0; i < frames; i++) {
            Frame frame = Frames.builder(sequence++, picture)
                    .setStreamId(stream)
                    .setCapturedAt(time)
                    .build();
            inference.send(frame);
            time = time.plusMillis(100);
        }
        inference.pass(Duration.ofSeconds(1));
        return new ArrayList<>(inference.faces.readValuesToList());
    }

    private static CameraTracks stored(InferenceHarness inference) {
        return inference.<String, CameraTracks>store(InferenceTopology.TRACKS).get(Frames.CAMERA);
    }

    private InferenceHarness harness(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(GATED);
        all.putAll(settings);
        return new InferenceHarness(stateDirectory, all);
    }
}
