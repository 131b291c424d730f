package io.agender.inference;

import static io.agender.inference.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.config.Settings;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.vision.EncodedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faces followed from frame to frame; a frame every 40 ms. */
class TrackingTest {

    @TempDir
    Path stateDirectory;

    @Test
    void should_give_a_face_the_id_of_its_track_once_it_was_seen_often_enough() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> records = send(inference, "x100", "x101", "x102", "x103");

            assertThat(records)
                    .allSatisfy(record -> assertThat(record.getTracked()).isTrue());
            assertThat(records)
                    .extracting(record -> record.getFaces().get(0).getTrackId())
                    .containsExactly(null, null, "stream-1-1", "stream-1-1");
            assertThat(records.get(2).getFaces().get(0).getTrack().getNumber()).isEqualTo(1);
            assertThat(records.get(2).getFaces().get(0).getTrack().getStartedAt())
                    .isEqualTo(Frames.START);
        }
    }

    @Test
    void should_classify_a_new_face_at_once_and_then_once_per_interval() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.CLASSIFY_INTERVAL, "200ms"))) {
            List<FrameFaces> records = send(inference, "x130", "x131", "x130", "x131", "x130", "x131", "x130");

            assertThat(records)
                    .extracting(record -> record.getFaces().get(0).getAge() != null)
                    .containsExactly(true, false, false, false, false, true, false);
            assertThat(inference.runs()).as("both in one batch").containsExactly(2);
            assertThat(records.get(6).getFaces().get(0).getTrack().getEstimates())
                    .isEqualTo(2);
        }
    }

    @Test
    void should_carry_what_the_track_says_beside_what_this_frame_says() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.CLASSIFY_INTERVAL, "0s"))) {
            // The fake answers 9 % male and 55 years here, 10 % and 56 years one pixel further.
            List<FrameFaces> records = send(inference, "x107.5", "x108.5", "x107.5", "x108.5");

            Face last = records.get(3).getFaces().get(0);
            assertThat(last.getAge()).isEqualTo(56f);
            assertThat(last.getTrack().getAge()).isBetween(55.3f, 55.7f);
            assertThat(last.getTrack().getEstimates()).isEqualTo(4);
            assertThat(last.getTrack().getGender()).isEqualTo(Gender.FEMALE);
            assertThat(last.getTrack().getMaleProbability()).isLessThan(0.1f);
            assertThat(last.getTrack().getAgeDeviation()).isBetween(0.5f, 0.7f);
        }
    }

    @Test
    void should_name_no_gender_below_the_age_that_is_asked_for_and_keep_what_it_heard() {
        try (InferenceHarness inference = harness(Map.of(
                InferenceConfig.CLASSIFY_INTERVAL, "0s",
                InferenceConfig.GENDER_MIN_AGE, "55.6"))) {
            // 9 % male and 55 years here, 10 % and 56 years one pixel further.
            List<FrameFaces> records =
                    send(inference, "x107.5", "x107.5", "x107.5", "x108.5", "x108.5", "x108.5", "x108.5");

            assertThat(records.get(2).getFaces().get(0)).satisfies(child -> {
                assertThat(child.getGender()).isEqualTo(Gender.UNKNOWN);
                assertThat(child.getMaleProbability()).isNull();
                assertThat(child.getAge()).isEqualTo(55f);
                assertThat(child.getTrack().getGender()).isEqualTo(Gender.UNKNOWN);
                assertThat(child.getTrack().getMaleProbability()).isNull();
                assertThat(child.getTrack().getAge()).isEqualTo(55f);
            });
            assertThat(records.get(3).getFaces().get(0).getGender()).isEqualTo(Gender.FEMALE);
            assertThat(records.get(6).getFaces().get(0).getTrack().getAge()).isLessThan(55.6f);
            assertThat(records.get(6).getFaces().get(0).getTrack().getGender()).isEqualTo(Gender.UNKNOWN);
        }
    }

    @Test
    void should_report_landmarks_that_the_detector_did_not_give_with_the_faces_that_were_looked_at_for_them() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.CLASSIFY_INTERVAL, "200ms"))) {
            inference.analyzers.forEach(analyzer -> analyzer.findsLandmarks = true);

            List<FrameFaces> records = send(inference, "x130", "x131", "x130", "x131", "x130", "x131", "x130");

            assertThat(records)
                    .extracting(
                            record -> record.getFaces().get(0).getLandmarks().size())
                    .as("points of each frame's face")
                    .containsExactly(3, 0, 0, 0, 0, 3, 0);
            assertThat(records.get(6).getFaces().get(0).getTrack().getEstimates())
                    .isEqualTo(2);
        }
    }

    @Test
    void should_tell_how_long_a_track_has_watched_up_to_each_frame_and_when_it_ended() {
        try (InferenceHarness inference = harness(Map.of(
                InferenceConfig.ATTENTION_MIN_TIME, "100ms",
                InferenceConfig.ATTENTION_MAX_YAW, "20",
                InferenceConfig.TRACK_CONFIRM_HITS, "1"))) {
            List<FrameFaces> records = send(
                    inference,
                    "x100:0.9:19",
                    "x100:0.9:-19",
                    "x100:0.9:0", // 80 ms are no look
                    "x100:0.9:21", // away
                    "x100:0.9:0", // from here on 120 ms
                    "x100:0.9:0",
                    "x100:0.9", // nothing tells
                    "x100:0.9:0",
                    "x100:0.9:-21",
                    "x100:0.9:-21");

            assertThat(records).allSatisfy(record -> assertThat(record.getAttentionMeasured())
                    .isTrue());
            assertThat(records)
                    .extracting(record -> record.getFaces().get(0).getTrack().getWatchedMillis())
                    .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 120L, 120L, 120L);
            assertThat(records)
                    .extracting(record -> record.getFaces().get(0).getWatchedMillis())
                    .containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 120L, 0L, 0L);
            assertThat(records.get(3).getFaces().get(0).getPose().getYaw()).isEqualTo(21f);
            inference.send(Frames.builder(10, "0").setEndOfStream(true).build());
            assertThat(flushed(inference).get(0).getEndedTracks())
                    .singleElement()
                    .satisfies(ended ->
                            assertThat(ended.getTrack().getWatchedMillis()).isEqualTo(120));
        }
    }

    @Test
    void should_leave_open_how_long_a_track_watched_where_nobody_measures_it() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.ATTENTION, "false"))) {
            List<FrameFaces> records = send(inference, "x100:0.9:0", "x100:0.9:0", "x100:0.9:0");

            assertThat(records.get(2).getAttentionMeasured()).isFalse();
            assertThat(records.get(2).getFaces().get(0).getTrackId()).isNotNull();
            assertThat(records.get(2).getFaces().get(0).getWatchedMillis()).isNull();
            assertThat(records.get(2).getFaces().get(0).getTrack().getWatchedMillis())
                    .isNull();
        }
    }

    @Test
    void should_measure_no_attention_where_only_some_faces_have_landmarks() {
        FakeAnalyzer analyzer = new FakeAnalyzer();
        TrackingConfig config = InferenceConfig.from(Settings.NONE).tracking().orElseThrow();

        assertThat(new TrackedFaces(analyzer, config, false).measuresAttention())
                .isTrue();
        analyzer.findsLandmarks = true;
        assertThat(new TrackedFaces(analyzer, config, false).measuresAttention())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0s, true", "auto, true", "1s, true", "1001ms, false", "5s, false"})
    void should_measure_no_attention_where_the_detector_rests_for_longer_than_a_look_can(
            String interval, boolean measured) {
        Settings settings = new Settings(Map.of(InferenceConfig.DETECT_INTERVAL, interval));
        TrackingConfig config = InferenceConfig.from(settings).tracking().orElseThrow();

        assertThat(new TrackedFaces(new FakeAnalyzer(), config, false).measuresAttention())
                .isEqualTo(measured);
    }

    @Test
    void should_classify_no_face_that_is_too_small_when_each_frame_stands_for_itself() {
        FakeAnalyzer analyzer = new FakeAnalyzer();
        EveryFace faces = new EveryFace(analyzer, false);
        EncodedImage image = new EncodedImage("1".getBytes(StandardCharsets.UTF_8), 640, 360);

        analyzer.minFaceSide = 40; // as high as the fake's faces are
        assertThat(faces.find(null, Frames.frame(0, "1"), image).faces())
                .singleElement()
                .satisfies(found -> assertThat(found.crop()).isPresent());
        analyzer.minFaceSide = 40.5;
        assertThat(faces.find(null, Frames.frame(0, "1"), image).faces())
                .singleElement()
                .satisfies(found -> assertThat(found.crop()).isEmpty());
    }

    @Test
    void should_report_the_landmarks_that_crops_are_cut_by_when_each_frame_stands_for_itself() {
        FakeAnalyzer analyzer = new FakeAnalyzer();
        analyzer.findsLandmarks = true;

        assertThat(new EveryFace(analyzer, false)
                        .find(
                                null,
                                Frames.frame(0, "1"),
                                new EncodedImage("1".getBytes(StandardCharsets.UTF_8), 640, 360))
                        .faces())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.face().detection().landmarks()).hasSize(3));
    }

    @Test
    void should_continue_a_track_by_a_weak_detection_but_not_begin_one() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> records =
                    send(inference, "x100 x400:0.4", "x101 x400:0.4", "x102 x400:0.4", "x103:0.4 x400:0.4");

            assertThat(records)
                    .allSatisfy(record -> assertThat(record.getFaces()).hasSize(1));
            assertThat(records.get(3).getFaces().get(0).getTrackId()).isEqualTo("stream-1-1");
            assertThat(records.get(3).getFaces().get(0).getScore()).isEqualTo(0.4f);
        }
    }

    @Test
    void should_end_the_tracks_with_the_stream_in_its_last_record() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            inference.send(Frames.builder(3, "x100 x300").setEndOfStream(true).build());

            FrameFaces last = flushed(inference).get(0);
            assertThat(last.getFaces()).hasSize(2);
            assertThat(last.getEndedTracks()).singleElement().satisfies(ended -> {
                assertThat(ended.getTrackId()).isEqualTo("stream-1-1");
                assertThat(ended.getLastSeenAt()).isEqualTo(Frames.START.plusMillis(120));
                assertThat(ended.getTrack().getEstimates()).isEqualTo(1);
                assertThat(ended.getTrack().getAge()).isNotNull();
            });
        }
    }

    @Test
    void should_end_the_tracks_of_the_stream_before_when_a_camera_comes_back() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            inference.send(Frames.builder(0, "x300")
                    .setStreamId("stream-2")
                    .setCapturedAt(Frames.START.plusSeconds(9))
                    .build());
            inference.send(Frames.builder(1, "x300")
                    .setStreamId("stream-2")
                    .setCapturedAt(Frames.START.plusSeconds(9).plusMillis(40))
                    .setEndOfStream(true)
                    .build());

            List<FrameFaces> records = flushed(inference);
            assertThat(records.get(0).getEndedTracks()).singleElement().satisfies(ended -> {
                assertThat(ended.getTrackId()).isEqualTo("stream-1-1");
                assertThat(ended.getTrack().getAge()).isNotNull();
            });
            assertThat(records.get(1).getEndedTracks()).as("seen twice only").isEmpty();
        }
    }

    @Test
    void should_end_the_tracks_of_the_stream_before_also_when_the_first_frames_of_the_next_were_dropped() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            inference.send(Frames.builder(7, "x100")
                    .setStreamId("stream-2")
                    .setCapturedAt(Frames.START.plusMillis(400))
                    .build());

            FrameFaces record = flushed(inference).get(0);
            assertThat(record.getEndedTracks()).singleElement().satisfies(ended -> assertThat(ended.getTrackId())
                    .isEqualTo("stream-1-1"));
        }
    }

    @Test
    void should_end_a_track_that_was_lost_for_too_long_by_the_cameras_clock() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.TRACK_LOST_AFTER, "1s"))) {
            send(inference, "x100", "x100", "x100");
            inference.send(at(3, Duration.ofMillis(900), "0"));
            inference.send(at(4, Duration.ofMillis(1500), "0"));

            assertThat(flushed(inference))
                    .extracting(FrameFaces::getEndedTracks)
                    .extracting(List::size)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void should_let_frames_that_were_seen_before_change_nothing() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            inference.send(frame(1, "x100 x300"));
            inference.send(frame(3, "x100"));

            List<FrameFaces> records = flushed(inference);
            assertThat(records.get(0).getFaces())
                    .hasSize(2)
                    .allSatisfy(face -> assertThat(face.getTrackId()).isNull())
                    .allSatisfy(face -> assertThat(face.getAge()).isNull());
            assertThat(records.get(1).getFaces().get(0).getTrackId()).isEqualTo("stream-1-1");
            assertThat(inference.runs()).containsExactly(1);
        }
    }

    @Test
    void should_let_stragglers_of_a_stream_that_is_over_change_nothing() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            for (int sequence = 0; sequence < 3; sequence++) {
                inference.send(
                        Frames.builder(sequence, "x200").setStreamId("stream-2").build());
            }
            inference.send(frame(3, "x100"));
            inference.send(Frames.builder(3, "x200").setStreamId("stream-2").build());

            List<FrameFaces> records = flushed(inference);
            assertThat(records.get(3).getEndedTracks()).isEmpty();
            assertThat(records.get(3).getFaces().get(0).getTrackId()).isNull();
            assertThat(records.get(4).getFaces().get(0).getTrackId()).isEqualTo("stream-2-1");
            assertThat(records.get(4).getFaces().get(0).getTrack().getEstimates())
                    .isEqualTo(1);
        }
    }

    @Test
    void should_give_the_same_records_when_a_stream_is_played_again_from_its_beginning() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> first = play(inference);
            List<FrameFaces> again = play(inference);

            assertThat(first.get(3).getEndedTracks()).hasSize(1);
            assertThat(again).isEqualTo(first);
        }
    }

    private static List<FrameFaces> play(InferenceHarness inference) {
        for (int sequence = 0; sequence < 4; sequence++) {
            inference.send(Frames.builder(sequence, "x100")
                    .setEndOfStream(sequence == 3)
                    .build());
        }
        return flushed(inference);
    }

    @Test
    void should_let_the_repeated_first_frame_of_a_stream_that_is_over_change_nothing() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            for (int sequence = 0; sequence < 3; sequence++) {
                inference.send(
                        Frames.builder(sequence, "x200").setStreamId("stream-2").build());
            }
            inference.send(frame(0, "x100"));
            inference.send(Frames.builder(3, "x200").setStreamId("stream-2").build());

            FrameFaces last = flushed(inference).get(4);
            assertThat(last.getFaces().get(0).getTrackId()).isEqualTo("stream-2-1");
            assertThat(last.getEndedTracks()).isEmpty();
        }
    }

    @Test
    void should_play_again_a_stream_before_the_last_one_when_that_has_ended() {
        try (InferenceHarness inference = harness(Map.of())) {
            List<FrameFaces> first = play(inference);
            inference.send(Frames.builder(0, "x300")
                    .setStreamId("stream-2")
                    .setEndOfStream(true)
                    .build());
            flushed(inference);

            assertThat(play(inference)).isEqualTo(first);
        }
    }

    @Test
    void should_predict_boxes_without_looking_while_the_detector_rests() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.DETECT_INTERVAL, "80ms"))) {
            List<FrameFaces> records = send(inference, "x100", "unread", "x108", "unread", "x116", "unread");

            assertThat(records)
                    .extracting(FrameFaces::getOutcome)
                    .containsExactly(
                            FrameOutcome.ANALYSED,
                            FrameOutcome.PREDICTED,
                            FrameOutcome.ANALYSED,
                            FrameOutcome.PREDICTED,
                            FrameOutcome.ANALYSED,
                            FrameOutcome.PREDICTED);
            Face predicted = records.get(5).getFaces().get(0);
            assertThat(predicted.getTrackId()).isEqualTo("stream-1-1");
            assertThat(predicted.getBox().getX()).isBetween(117f, 123f);
            assertThat(inference.timesDecoded()).isEqualTo(3);
        }
    }

    @Test
    void should_let_the_detector_rest_while_a_face_stands_and_look_at_every_frame_while_one_walks() {
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.DETECT_INTERVAL, "auto"))) {
            List<FrameFaces> standing =
                    send(inference, Collections.nCopies(40, "x100").toArray(new String[0]));

            assertThat(standing.subList(0, 13))
                    .as("while it is new")
                    .allMatch(record -> record.getOutcome() == FrameOutcome.ANALYSED);
            assertThat(standing.stream()
                            .filter(record -> record.getOutcome() == FrameOutcome.ANALYSED)
                            .count())
                    .isBetween(16L, 18L);
        }
        try (InferenceHarness inference = harness(Map.of(InferenceConfig.DETECT_INTERVAL, "auto"))) {
            String[] walking = IntStream.range(0, 40)
                    .mapToObj(frame -> "x" + (100 + 10 * frame))
                    .toArray(String[]::new);
            assertThat(send(inference, walking)).allSatisfy(record -> {
                assertThat(record.getOutcome()).isEqualTo(FrameOutcome.ANALYSED);
                assertThat(record.getFaces()).hasSize(1);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59M", "-PT59M"})
    void should_go_on_with_a_track_after_a_single_frame_with_a_wrong_time(Duration wrong) {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            inference.send(at(3, wrong, "x100"));
            inference.send(frame(4, "x100"));
            inference.send(Frames.builder(5, "x100").setEndOfStream(true).build());

            List<FrameFaces> records = flushed(inference);
            assertThat(records.get(1).getFaces()).extracting(Face::getTrackId).containsExactly("stream-1-1");
            assertThat(records.subList(0, 2))
                    .allSatisfy(record -> assertThat(record.getEndedTracks()).isEmpty());
            assertThat(records.get(2).getEndedTracks()).singleElement().satisfies(ended -> {
                assertThat(ended.getTrackId()).isEqualTo("stream-1-1");
                assertThat(ended.getLastSeenAt()).isEqualTo(Frames.START.plusMillis(200));
                assertThat(ended.getTrack().getEstimates()).isEqualTo(1);
            });
        }
    }

    @Test
    void should_follow_a_clock_that_was_set_back() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            for (int sequence = 3; sequence < 6; sequence++) {
                inference.send(at(sequence, Duration.ofMillis(40 * sequence).minusHours(1), "x100"));
            }
            for (int sequence = 6; sequence < 9; sequence++) {
                inference.send(at(sequence, Duration.ofSeconds(sequence).minusHours(1), "0"));
            }

            assertThat(flushed(inference))
                    .flatExtracting(FrameFaces::getEndedTracks)
                    .extracting(EndedTrack::getTrackId)
                    .containsExactly("stream-1-1", "stream-1-2");
        }
    }

    @Test
    void should_look_at_a_frame_whose_clock_was_set_back_however_long_the_detector_may_rest() {
        for (String interval : List.of("0s", "80ms")) {
            try (InferenceHarness inference = harness(Map.of(InferenceConfig.DETECT_INTERVAL, interval))) {
                inference.send(at(0, Duration.ofHours(1), "x100"));
                inference.send(at(1, Duration.ZERO, "x100"));

                assertThat(flushed(inference))
                        .as(interval)
                        .extracting(FrameFaces::getOutcome)
                        .containsExactly(FrameOutcome.ANALYSED, FrameOutcome.ANALYSED);
            }
        }
    }

    @Test
    void should_keep_tracks_over_a_frame_that_can_not_be_read_and_end_them_with_it() {
        try (InferenceHarness inference = harness(Map.of())) {
            send(inference, "x100", "x100", "x100");
            inference.send(frame(3, FakeAnalyzer.BROKEN_PICTURE));
            inference.send(frame(4, "x100"));
            inference.send(Frames.builder(5, FakeAnalyzer.BROKEN_PICTURE)
                    .setEndOfStream(true)
                    .build());

            List<FrameFaces> records = flushed(inference);
            assertThat(records)
                    .extracting(FrameFaces::getOutcome)
                    .containsExactly(FrameOutcome.UNDECODABLE, FrameOutcome.ANALYSED, FrameOutcome.UNDECODABLE);
            assertThat(records.get(1).getFaces().get(0).getTrackId()).isEqualTo("stream-1-1");
            assertThat(records.get(2).getEndedTracks())
                    .extracting(EndedTrack::getTrackId)
                    .containsExactly("stream-1-1");
            assertThat(inference.deadLetters.readRecordsToList()).hasSize(2);
        }
    }

    @Test
    void should_keep_the_tracks_of_two_cameras_apart() {
        try (InferenceHarness inference = harness(Map.of())) {
            for (int sequence = 0; sequence < 3; sequence++) {
                inference.send(frame(sequence, "x100"));
                inference.send(Frames.builder(sequence, "x100")
                        .setCameraId("door")
                        .setStreamId("stream-of-door")
                        .build());
            }

            assertThat(flushed(inference).subList(4, 6))
                    .extracting(record -> record.getFaces().get(0).getTrackId())
                    .containsExactly("stream-1-1", "stream-of-door-1");
        }
    }

    @Test
    void should_carry_the_label_of_the_site() {
        try (InferenceHarness inference = harness(Map.of())) {
            inference.send(Frames.builder(0, "0").setSite("Bremen").build());

            assertThat(flushed(inference)).singleElement().satisfies(record -> assertThat(record.getSite())
                    .isEqualTo("Bremen"));
        }
    }

    private InferenceHarness harness(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        return new InferenceHarness(stateDirectory, all);
    }

    private static List<FrameFaces> send(InferenceHarness inference, String... pictures) {
        for (int i = 0; i < pictures.length; i++) {
            inference.send(frame(i, pictures[i]));
        }
        return flushed(inference);
    }

    private static Frame at(long sequence, Duration afterStart, String picture) {
        Instant time = Frames.START.plus(afterStart);
        return Frames.builder(sequence, picture).setCapturedAt(time).build();
    }

    private static List<FrameFaces> flushed(InferenceHarness inference) {
        inference.pass(Duration.ofSeconds(1));
        inference.pass(Duration.ofSeconds(1));
        return inference.faces.readValuesToList();
    }
}
