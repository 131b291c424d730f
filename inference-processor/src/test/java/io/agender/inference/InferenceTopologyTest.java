package io.agender.inference;

import static io.agender.inference.Frames.CAMERA;
import static io.agender.inference.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.runtime.DeadLetters;
import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.config.Settings;
import io.agender.schemas.BoundingBox;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.ImageEncoding;
import io.agender.schemas.Landmark;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.schemas.Topic;
import io.agender.vision.view.ViewConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InferenceTopologyTest {

    @TempDir
    Path stateDirectory;

    @Test
    void should_make_one_record_per_frame_in_order_with_or_without_faces() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            inference.send(frame(0, "0"));
            inference.send(frame(1, "2"));
            inference.send(frame(2, "0"));
            inference.send(frame(3, "1"));

            List<FrameFaces> faces = inference.faces.readValuesToList();

            assertThat(faces).extracting(FrameFaces::getSequence).containsExactly(0L, 1L, 2L, 3L);
            assertThat(faces).extracting(record -> record.getFaces().size()).containsExactly(0, 2, 0, 1);
            assertThat(inference.deadLetters.isEmpty()).isTrue();
        }
    }

    /** Its files, and what is deleted there, are looked for in FacesOnDiskIT. */
    @Test
    void should_keep_the_store_with_pixels_off_the_disk() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            assertThat(inference.store(InferenceTopology.PENDING).persistent()).isFalse();
            assertThat(inference.store(InferenceTopology.TRACKS).persistent()).isTrue();
        }
    }

    @Test
    void should_keep_key_and_timestamp_and_say_in_headers_what_depends_on_the_run() {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME, now)) {
            Frame sent = frame(7, "1");
            Headers headers = new RecordHeaders().add("secret", "of the frame".getBytes(StandardCharsets.UTF_8));
            long time = sent.getCapturedAt().toEpochMilli() - 1_234;
            inference.frames.pipeInput(new TestRecord<>(CAMERA, sent, headers, time));

            TestRecord<String, FrameFaces> record = inference.faces.readRecord();

            assertThat(record.key()).isEqualTo(CAMERA);
            assertThat(record.timestamp()).isEqualTo(time);
            assertThat(texts(record.headers()))
                    .containsOnlyKeys(AnalysisHeaders.STAGE_MICROS, AnalysisHeaders.ANALYSED_AT)
                    .containsEntry(AnalysisHeaders.ANALYSED_AT, "2026-11-24T12:00:00Z")
                    .hasEntrySatisfying(AnalysisHeaders.STAGE_MICROS, stages -> assertThat(stages)
                            .matches("decode=\\d+,detect=\\d+,classify=\\d+"));
        }
    }

    @Test
    void should_report_faces_models_and_the_size_of_the_decoded_picture() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            inference.send(Frames.builder(5, "2")
                    .setEndOfStream(true)
                    .setMissingAfter(3)
                    .build());

            FrameFaces found = inference.faces.readValue();

            assertThat(found)
                    .isEqualTo(FrameFaces.newBuilder()
                            .setCameraId(CAMERA)
                            .setStreamId("stream-1")
                            .setSequence(5)
                            .setCapturedAt(Instant.parse("2026-05-01T09:00:00.200123Z"))
                            .setFrameWidth(640)
                            .setFrameHeight(360)
                            .setEndOfStream(true)
                            .setMissingAfter(3)
                            .setModels(List.of(
                                    new ModelUse(ModelTask.DETECTION, "blazeface", "0123456789ab"),
                                    new ModelUse(ModelTask.AGE, "ssrnet-imdb", "ba9876543210")))
                            .setFaces(List.of(
                                    new Face(
                                            null,
                                            new BoundingBox(-1.5f, 2.1f, 30.25f, 40f),
                                            0.9f,
                                            List.of(new Landmark("LEFT_EYE", 12.5f, 13.5f)),
                                            null,
                                            null,
                                            Gender.FEMALE,
                                            0.1f,
                                            31.4f,
                                            6.5f,
                                            null,
                                            List.of()),
                                    new Face(
                                            null,
                                            new BoundingBox(-0.5f, 2.1f, 30.25f, 40f),
                                            0.9f,
                                            List.of(new Landmark("LEFT_EYE", 12.5f, 13.5f)),
                                            null,
                                            null,
                                            Gender.UNKNOWN,
                                            null,
                                            null,
                                            null,
                                            null,
                                            List.of())))
                            .build());
        }
    }

    @Test
    void should_make_the_same_values_at_another_time() {
        List<byte[]> first = values(Instant.parse("2026-01-01T00:00:00Z"));
        List<byte[]> second = values(Instant.parse("2027-07-07T07:07:07Z"));

        assertThat(first).hasSize(3);
        assertThat(second).usingElementComparator(Arrays::compare).containsExactlyElementsOf(first);
    }

    private List<byte[]> values(Instant now) {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME, now)) {
            inference.send(frame(0, "0"));
            inference.send(frame(1, "3"));
            inference.send(frame(2, "1"));
            return inference.rawFaces.readValuesToList();
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void should_dead_letter_a_broken_picture_and_go_on_with_the_next_frame(String picture, String reason) {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            inference.send(frame(0, "1"));
            inference.send(frame(1, picture));
            inference.send(frame(2, "1"));

            assertThat(inference.faces.readValuesToList())
                    .extracting(FrameFaces::getSequence, FrameFaces::getOutcome)
                    .containsExactly(
                            tuple(0L, FrameOutcome.ANALYSED),
                            tuple(1L, FrameOutcome.UNDECODABLE),
                            tuple(2L, FrameOutcome.ANALYSED));
            TestRecord<String, byte[]> letter = inference.deadLetters.readRecord();
            assertThat(letter.key()).isEqualTo(CAMERA);
            assertThat(letter.value()).isNull();
            assertThat(texts(letter.headers()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            DeadLetters.TOPIC,
                            Topic.FRAMES,
                            DeadLetters.PARTITION,
                            "0",
                            DeadLetters.OFFSET,
                            "1",
                            DeadLetters.CAMERA,
                            CAMERA,
                            DeadLetters.IN_FACES,
                            "true",
                            DeadLetters.REASON,
                            reason));
            assertThat(inference.deadLetters.isEmpty()).isTrue();
            assertThat(inference.count(DeadLetters.COUNTER)).isEqualTo(1);
        }
    }

    static List<Arguments> broken() {
        return List.of(
                Arguments.of(FakeAnalyzer.BROKEN_PICTURE, "The 14 bytes are not a JPEG picture."),
                Arguments.of(FakeAnalyzer.WRAPPED_BROKEN_PICTURE, "Not a JPEG picture either."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void should_dead_letter_what_breaks_the_contract_of_the_topic(
            String remark, String key, Frame value, String reason) {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            inference.frames.pipeInput(key, value, 1_000L);
            inference.send(frame(1, "0"));

            assertThat(inference.faces.readValuesToList())
                    .extracting(FrameFaces::getSequence)
                    .containsExactly(1L);
            TestRecord<String, byte[]> letter = inference.deadLetters.readRecord();
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isNull();
            assertThat(texts(letter.headers()))
                    .containsEntry(DeadLetters.CAMERA, key == null ? "" : key)
                    .containsEntry(DeadLetters.OFFSET, "0")
                    .containsEntry(DeadLetters.REASON, reason);
        }
    }

    static List<Arguments> unusable() {
        return List.of(
                Arguments.of("tombstone", CAMERA, null, "The record has no value; a frame belongs there."),
                Arguments.of("no key", null, frame(0, "1"), "The record has no key; the camera id belongs there."),
                Arguments.of("empty key", "", frame(0, "1"), "The record has no key; the camera id belongs there."),
                Arguments.of(
                        "key of another camera",
                        "door",
                        frame(0, "1"),
                        "The frame is of camera 'lobby', but its key is 'door'; both must be the camera id."),
                Arguments.of(
                        "encoding of a newer schema",
                        CAMERA,
                        Frames.builder(0, "1")
                                .setEncoding(ImageEncoding.UNKNOWN)
                                .build(),
                        "The encoding of the picture is UNKNOWN; only JPEG and PNG can be read."),
                Arguments.of(
                        "no width",
                        CAMERA,
                        Frames.builder(0, "1").setWidth(0).build(),
                        "A picture of 0x720 pixels can't be; each side has 1 to 65535."),
                Arguments.of(
                        "negative height",
                        CAMERA,
                        Frames.builder(0, "1").setHeight(-1).build(),
                        "A picture of 1280x-1 pixels can't be; each side has 1 to 65535."),
                Arguments.of(
                        "longer than JPEG can be",
                        CAMERA,
                        Frames.builder(0, "1").setWidth(65_536).build(),
                        "A picture of 65536x720 pixels can't be; each side has 1 to 65535."),
                Arguments.of(
                        "negative sequence",
                        CAMERA,
                        Frames.builder(-1, "1").build(),
                        "The sequence of the frame is -1; a stream counts its frames from 0 up to 281474976710656."),
                Arguments.of(
                        "sequence of no camera",
                        CAMERA,
                        Frames.builder(0, "1").setSequence(Long.MAX_VALUE).build(),
                        "The sequence of the frame is 9223372036854775807;"
                                + " a stream counts its frames from 0 up to 281474976710656."),
                Arguments.of(
                        "before 1970",
                        CAMERA,
                        Frames.builder(0, "1")
                                .setCapturedAt(Instant.EPOCH.minusMillis(1))
                                .build(),
                        "The frame was captured at 1969-12-31T23:59:59.999Z, before 1970;"
                                + " records can't have such a time."),
                Arguments.of(
                        "as early as Avro can say",
                        CAMERA,
                        Frames.builder(0, "1")
                                .setCapturedAt(Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS))
                                .build(),
                        "The frame was captured at -290308-12-21T19:59:05.224192Z, before 1970;"
                                + " records can't have such a time."));
    }

    @Test
    void should_refuse_a_frame_that_claims_to_come_from_the_future_of_its_record() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            Instant time = Frames.START;
            Duration hour = Duration.ofHours(1);
            inference.frames.pipeInput(CAMERA, capturedAt(0, time.plus(hour).plusMillis(1)), time);
            inference.frames.pipeInput(CAMERA, capturedAt(1, time.plus(hour).minusMillis(1)), time);
            inference.frames.pipeInput(CAMERA, capturedAt(2, Instant.EPOCH), time);
            inference.frames.pipeInput(CAMERA, capturedAt(3, Instant.parse("2100-01-01T00:00:00Z")), 0L);

            assertThat(inference.faces.readValuesToList())
                    .extracting(FrameFaces::getSequence)
                    .containsExactly(1L, 2L);
            assertThat(inference.deadLetters.readRecordsToList())
                    .extracting(letter -> texts(letter.headers()).get(DeadLetters.REASON))
                    .satisfiesExactly(
                            reason -> assertThat(reason)
                                    .startsWith("The frame was captured at 2026-05-01T10:00:00.001123Z, more than an"
                                            + " hour after"),
                            reason -> assertThat(reason)
                                    .contains("2100-01-01T00:00:00Z", "the time of its record, 1970-01-01T00:00:00Z"));
        }
    }

    private static Frame capturedAt(long sequence, Instant time) {
        return Frames.builder(sequence, "1").setCapturedAt(time).build();
    }

    @Test
    void should_dead_letter_bytes_that_are_no_frame() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            inference.rawFrames.pipeInput(bytes(CAMERA), bytes("hello"), 1_000L);
            inference.send(frame(1, "0"));

            assertThat(inference.faces.readValuesToList()).hasSize(1);
            // The test driver forgets what is sent before a record reaches a processor, so the letter can't be read.
            assertThat(inference.count(DeadLetters.COUNTER)).isEqualTo(1);
        }
    }

    @Test
    void should_stop_when_the_program_and_not_the_frame_is_broken() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            assertThatThrownBy(() -> inference.send(frame(0, FakeAnalyzer.BROKEN_MODEL)))
                    .rootCause()
                    .hasMessage("The network ran out of memory.");
            assertThat(inference.faces.isEmpty()).isTrue();
            assertThat(inference.deadLetters.isEmpty()).isTrue();
        }
    }

    @Test
    void should_open_one_analyzer_per_processor_and_close_it_once() {
        InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME);
        inference.send(frame(0, "1"));
        assertThat(inference.analyzers).hasSize(2).allSatisfy(analyzer -> assertThat(analyzer.timesClosed())
                .isZero());

        inference.close();

        assertThat(inference.analyzers).extracting(FakeAnalyzer::timesClosed).containsExactly(1, 1);
    }

    @Test
    void should_open_a_new_analyzer_when_streams_revives_a_processor() {
        List<FakeAnalyzer> opened = new ArrayList<>();
        FindFacesProcessor processor = new FindFacesProcessor(
                () -> {
                    opened.add(new FakeAnalyzer());
                    return opened.get(opened.size() - 1);
                },
                Optional.empty(),
                false,
                ViewConfig.DEFAULTS);
        assertThat(opened).isEmpty();

        processor.init(new MockProcessorContext<>());
        processor.close();
        processor.init(new MockProcessorContext<>());
        processor.close();
        processor.close();

        assertThat(opened).extracting(FakeAnalyzer::timesClosed).containsExactly(1, 1);
    }

    @Test
    void should_count_frames_and_faces_and_time_the_stages() {
        try (InferenceHarness inference = new InferenceHarness(stateDirectory, InferenceHarness.FRAME_BY_FRAME)) {
            inference.send(frame(0, "0"));
            inference.send(frame(1, "3"));
            inference.send(frame(2, FakeAnalyzer.BROKEN_PICTURE));

            assertThat(inference
                            .meters
                            .get(AnalysisMetrics.FRAMES)
                            .tag("outcome", "ANALYSED")
                            .counter()
                            .count())
                    .isEqualTo(2);
            assertThat(inference
                            .meters
                            .get(AnalysisMetrics.FRAMES)
                            .tag("outcome", "UNDECODABLE")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(inference.count(AnalysisMetrics.FACES)).isEqualTo(3);
            assertThat(inference.meters.get(AnalysisMetrics.STAGES).timers())
                    .hasSize(3)
                    .allSatisfy(timer -> assertThat(timer.count()).isEqualTo(3));
        }
    }

    @Test
    void should_have_the_graph_and_the_names_we_chose() {
        String description = new InferenceTopology(
                        FakeAnalyzer::new,
                        InferenceConfig.from(Settings.NONE),
                        LocalAvroSerde.of(Frame.class),
                        LocalAvroSerde.of(FrameFaces.class),
                        LocalAvroSerde.of(CameraProgress.class),
                        new SimpleMeterRegistry(),
                        InstantSource.system(),
                        partition -> Optional.empty())
                .build()
                .describe()
                .toString();

        assertThat(description).isEqualToNormalizingWhitespace("""
            Topologies:
               Sub-topology: 0
                Source: frames (topics: [agender.frames])
                  --> find-faces
                Processor: find-faces (stores: [tracks])
                  --> classify-faces
                  <-- frames
                Processor: classify-faces (stores: [pending, estimates])
                  --> faces, progress
                  <-- find-faces
                Sink: faces (topic: agender.faces)
                  <-- classify-faces
                Sink: progress (topic: agender.progress)
                  <-- classify-faces
            """);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
