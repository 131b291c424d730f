package io.agender.aggregator;

import static io.agender.aggregator.TestCamera.at;
import static io.agender.aggregator.TestCamera.clear;
import static io.agender.aggregator.TestCamera.impaired;
import static io.agender.aggregator.TestCamera.man;
import static io.agender.aggregator.TestCamera.woman;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.window.CameraWindows;
import io.agender.runtime.DeadLetters;
import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.TopologyHarness;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.ViewKind;
import io.agender.schemas.WindowState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class AggregatorTopologyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestCamera lobby = new TestCamera("lobby");
    private final TestCamera door = new TestCamera("door");
    private TopologyHarness harness = start(TestConfigs.withoutPartials());

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void should_keep_its_names_because_a_store_with_another_name_loses_its_state() {
        assertThat(topology(TestConfigs.defaults()).describe().toString().strip())
                .isEqualTo("""
                    Topologies:
                       Sub-topology: 0
                        Source: faces (topics: [agender.faces])
                          --> summarize-camera
                        Source: progress (topics: [agender.progress])
                          --> close-silent
                        Processor: close-silent (stores: [cameras, periods])
                          --> summary
                          <-- progress
                        Source: settings-of-cameras (topics: [agender.cameras])
                          --> keep-settings
                        Processor: summarize-camera (stores: [cameras, settings, periods])
                          --> summary
                          <-- faces
                        Processor: keep-settings (stores: [settings])
                          --> none
                          <-- settings-of-cameras
                        Sink: summary (topic: agender.summary)
                          <-- summarize-camera, close-silent\
                    """.strip());
    }

    @Test
    void should_go_by_the_settings_that_were_there_when_a_window_opened() {
        CameraSettings known = RandomPlaces.of(1);
        known.setVersions(new ArrayList<>(List.of(CameraVersion.newBuilder()
                .setVersion(1)
                .setValidFrom(Instant.EPOCH)
                .setAppliedAt(Instant.EPOCH)
                .setZones(List.of(RandomPlaces.zone("all", 0, 0, 1, 0, 1, 1, 0, 1)))
                .build())));
        apply(known);
        pipe(lobby.tracked(1, lobby.track(1, Gender.FEMALE, 30f)));
        known.getVersions()
                .add(CameraVersion.newBuilder()
                        .setVersion(2)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .build());
        apply(known);
        pipe(lobby.tracked(9));
        pipe(lobby.tracked(12));

        assertThat(read()).extracting(TestRecord::value).singleElement().satisfies(summary -> {
            assertThat(summary.getSettingsVersion()).isEqualTo(1);
            assertThat(summary.getZones().get(0).getPeopleEntered()).isEqualTo(1);
        });
        FrameFaces last = lobby.tracked(13);
        last.setEndOfStream(true);
        pipe(last);
        assertThat(read()).extracting(TestRecord::value).singleElement().satisfies(summary -> {
            assertThat(summary.getSettingsVersion()).isEqualTo(2);
            assertThat(summary.getZones()).isEmpty();
        });
    }

    private void apply(CameraSettings settings) {
        harness.input(Topic.CAMERAS, LocalAvroSerde.of(CameraSettings.class))
                .pipeInput(settings.getCameraId(), settings, Instant.EPOCH);
    }

    @Test
    void should_keep_the_clocks_of_two_cameras_in_one_partition_apart() {
        pipe(lobby.frame(3600, man(30)));
        pipe(door.frame(1, woman(20)));
        pipe(lobby.frame(3609));
        pipe(door.frame(9, woman(20)));
        assertThat(read()).isEmpty();

        pipe(door.frame(12));
        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("door");
            assertThat(record.getRecordTime()).isEqualTo(at(10));
            assertThat(record.value().getCameraId()).isEqualTo("door");
            assertThat(record.value().getFacesDetected()).isEqualTo(2);
        });
        pipe(lobby.frame(3612));
        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("lobby");
            assertThat(record.getRecordTime()).isEqualTo(at(3610));
        });
        assertThat(count(AggregatorTopology.LATE_FRAMES)).isZero();
    }

    @Test
    void should_show_how_a_camera_sees_as_long_as_it_has_the_camera_and_its_stream_goes_on() {
        pipe(clear(lobby.frame(1)));
        pipe(impaired(door.frame(1), ViewKind.DARK, 0));
        assertThat(view("lobby")).isEqualTo("CLEAR");
        assertThat(view("door")).isEqualTo("DARK");

        pipe(impaired(lobby.frame(2), ViewKind.MOVED, 2));
        pipe(lobby.undecodable(3));
        pipe(lobby.lose(-2).frame(2)); // seen before
        pipe(door.lastFrame(2));
        assertThat(view("lobby")).isEqualTo("MOVED");
        assertThat(view("door")).isEmpty();

        harness.close();
        assertThat(meters.find(AggregatorTopology.VIEW).gauges()).isEmpty();
        harness = start(TestConfigs.withoutPartials());
    }

    @Test
    void should_show_nothing_of_the_view_of_a_camera_that_has_fallen_silent_until_it_is_heard_again() {
        pipe(impaired(lobby.frame(1), ViewKind.DARK, 0));
        mark(lobby.silent(0, 29));
        assertThat(view("lobby")).isEqualTo("DARK");

        mark(lobby.silent(0, 31));
        assertThat(meters.find(AggregatorTopology.VIEW).gauges()).isEmpty();

        pipe(clear(lobby.frame(60)));
        assertThat(view("lobby")).isEqualTo("CLEAR");
    }

    @Test
    void should_drop_and_count_a_late_frame() {
        pipe(lobby.frame(5));
        pipe(lobby.frame(12));
        pipe(lobby.frame(6, man(30)));
        pipe(lobby.lastFrame(13));

        assertThat(read())
                .extracting(record -> record.value().getFacesDetected())
                .containsExactly(0L, 0L);
        assertThat(count(AggregatorTopology.LATE_FRAMES)).isEqualTo(1);
    }

    @Test
    void should_show_how_many_frames_of_a_camera_were_late_in_a_row_as_long_as_it_has_the_camera() {
        pipe(lobby.lastFrame(1));
        pipe(door.frame(1));
        lobby.restart("stream-2");
        pipe(lobby.frame(2));
        pipe(lobby.frame(3));
        pipe(lobby.frame(4));

        assertThat(lateInARow("lobby")).isEqualTo(3);
        assertThat(lateInARow("door")).isZero();

        pipe(lobby.frame(11));
        assertThat(lateInARow("lobby")).isZero();

        harness.close();
        assertThat(meters.find(AggregatorTopology.LATE_IN_A_ROW).gauges()).isEmpty();
        harness = start(TestConfigs.withoutPartials());
    }

    @Test
    void should_warn_once_of_a_camera_all_of_whose_frames_are_late() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(SummarizeCameraProcessor.class);
        logger.addAppender(log);
        try {
            pipe(lobby.lastFrame(9));
            lobby.restart("stream-2");
            for (int frame = 0; frame < 3 * SummarizeCameraProcessor.TOLD; frame++) {
                pipe(lobby.frame(1 + frame / 100.0));
            }
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith("Camera lobby: its last 100 frames")
                    .contains("count nowhere");
            assertThat(event.getMDCPropertyMap()).containsEntry("camera", "lobby");
        });
    }

    @Test
    void should_count_a_frame_of_the_next_window_while_the_previous_is_open() {
        pipe(lobby.frame(9, man(30)));
        pipe(lobby.frame(11, man(31), man(32)));
        pipe(lobby.frame(9.5, man(33)));
        assertThat(read()).isEmpty();

        pipe(lobby.lastFrame(12));

        assertThat(read())
                .extracting(record -> record.value().getFramesAnalysed() + " frames "
                        + record.value().getFacesDetected() + " faces")
                .containsExactly("2 frames 2 faces", "2 frames 2 faces");
    }

    @Test
    void should_close_all_windows_at_once_at_the_end_of_a_stream() {
        pipe(lobby.frame(9));
        pipe(lobby.lastFrame(10.5, woman(40)));

        assertThat(read()).extracting(TestRecord::getRecordTime).containsExactly(at(10), at(20));
    }

    @Test
    void should_take_frames_without_a_face_as_coverage() {
        pipe(lobby.frame(1));
        pipe(lobby.frame(2));
        pipe(lobby.frame(12));

        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.value().getFramesAnalysed()).isEqualTo(2);
            assertThat(record.value().getFacesDetected()).isZero();
            assertThat(record.value().getAverageOccupancy()).isZero();
            assertThat(record.value().getPeakOccupancy()).isZero();
            assertThat(record.value().getMeanAge()).isNull();
            assertThat(record.value().getCounts()).hasSize(8);
        });
    }

    @Test
    void should_send_nothing_for_a_window_without_a_frame() {
        pipe(lobby.frame(5));
        pipe(lobby.lastFrame(45));

        assertThat(read()).extracting(TestRecord::getRecordTime).containsExactly(at(10), at(50));
    }

    @Test
    void should_ignore_and_count_a_replay() {
        pipe(lobby.frame(1, man(30)));
        pipe(lobby.frame(2, man(30)));
        pipe(lobby.lose(1).frame(3, man(30)));
        lobby.rewind();
        pipe(lobby.frame(1, man(30)));
        pipe(lobby.frame(2, man(30)));
        pipe(lobby.lose(1).frame(3, man(30)));
        pipe(lobby.frame(12));
        lobby.rewind();
        pipe(lobby.frame(1, man(30)));

        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.value().getFramesAnalysed()).isEqualTo(3);
            assertThat(record.value().getFramesMissing()).isEqualTo(1);
            assertThat(record.value().getFacesDetected()).isEqualTo(3);
        });
        assertThat(count(AggregatorTopology.DUPLICATE_FRAMES)).isEqualTo(4);
    }

    @Test
    void should_start_the_sequence_anew_with_a_new_stream() {
        pipe(lobby.frame(1));
        pipe(lobby.frame(2));
        pipe(lobby.restart("stream-2").frame(3));
        pipe(lobby.frame(4));
        pipe(lobby.frame(12));

        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.value().getFramesAnalysed()).isEqualTo(4);
            assertThat(record.value().getFramesMissing()).isZero();
        });
    }

    @Test
    void should_count_up_the_revisions_and_give_the_final_the_highest() {
        restart(TestConfigs.defaults());
        for (int second = 0; second <= 12; second++) {
            pipe(lobby.frame(second));
        }

        assertThat(read())
                .extracting(record -> record.value().getStatus() + " "
                        + record.value().getRevision() + " "
                        + record.value().getFramesAnalysed() + " at "
                        + Duration.between(TestCamera.START, record.getRecordTime())
                                .toSeconds())
                .containsExactly("PARTIAL 1 6 at 5", "PARTIAL 2 10 at 10", "FINAL 3 10 at 10");
    }

    @Test
    void should_send_no_headers_on() {
        FrameFaces frame = lobby.lastFrame(1);
        RecordHeaders processingTime = new RecordHeaders();
        processingTime.add("took", new byte[] {1});
        harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class))
                .pipeInput(new TestRecord<>("lobby", frame, processingTime, frame.getCapturedAt()));

        assertThat(read()).singleElement().satisfies(record -> assertThat(record.headers())
                .isEmpty());
    }

    @Test
    void should_give_the_same_bytes_for_the_same_frames_however_the_wall_clock_runs() {
        List<FrameFaces> frames = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            TestCamera camera = i % 3 == 0 ? door : lobby;
            if (i % 50 == 49) {
                camera.lose(2);
            }
            double jitter = (i * 7 % 11) / 10.0;
            frames.add(camera.frame(i / 1.5 + jitter, i % 4 == 0 ? new Face[0] : people(i)));
        }
        frames.add(door.lastFrame(90));
        frames.add(lobby.lastFrame(91));
        restart(TestConfigs.defaults());
        frames.forEach(this::pipe);
        List<String> atOnce = readBytes();

        restart(TestConfigs.defaults());
        for (int i = 0; i < frames.size(); i++) {
            pipe(frames.get(i));
            if (i % 10 == 0) {
                harness.runWallClock(Duration.ofSeconds(4), SECOND);
            }
        }

        assertThat(readBytes()).isEqualTo(atOnce).hasSizeGreaterThan(40);
    }

    @Test
    void should_go_on_from_restored_state() {
        pipe(lobby.frame(1, man(30)));
        pipe(lobby.frame(2, man(40)));
        List<KeyValue<String, CameraState>> saved = new ArrayList<>();
        try (KeyValueIterator<String, CameraState> cameras = store().all()) {
            cameras.forEachRemaining(saved::add);
        }

        restart(TestConfigs.withoutPartials());
        saved.forEach(camera -> store().put(camera.key, camera.value));
        lobby.rewind();
        pipe(lobby.frame(1, man(30)));
        pipe(lobby.lose(2).frame(3, man(50)));
        pipe(lobby.frame(12));

        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.value().getFramesAnalysed()).isEqualTo(3);
            assertThat(record.value().getFramesMissing()).isEqualTo(1);
            assertThat(record.value().getMeanAge()).isEqualTo(40);
            assertThat(record.value().getStatus()).isEqualTo(SummaryStatus.FINAL);
        });
        assertThat(count(AggregatorTopology.DUPLICATE_FRAMES)).isEqualTo(1);
    }

    @Test
    void should_dead_letter_a_value_that_can_not_be_read_and_go_on() {
        pipe(lobby.frame(1));
        harness.input(Topic.FACES, Serdes.ByteArray()).pipeInput("lobby", new byte[] {(byte) 0xff, 1, 2}, at(2));
        pipe(lobby.lastFrame(3));

        assertThat(read()).singleElement().satisfies(record -> assertThat(
                        record.value().getFramesAnalysed())
                .isEqualTo(2));
        assertThat(deadLetter()).satisfies(letter -> {
            assertThat(letter.key()).isEqualTo("lobby");
            assertThat(letter.value()).isNull();
            assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(Topic.FACES);
            assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("1");
            assertThat(header(letter, DeadLetters.REASON)).isEqualTo("Not an Avro FrameFaces.");
        });
    }

    @Test
    void should_dead_letter_a_record_without_a_value_or_a_key() {
        harness.input(Topic.FACES, Serdes.ByteArray()).pipeInput("lobby", null, at(2));
        harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class)).pipeInput(null, lobby.frame(1), at(1));
        pipe(door.lastFrame(1));

        assertThat(header(deadLetter(), DeadLetters.REASON)).isEqualTo("A record of agender.faces has no value.");
        assertThat(header(deadLetter(), DeadLetters.REASON)).isEqualTo("A record of agender.faces has no key.");
        assertThat(read()).extracting(TestRecord::key).containsExactly("door");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void should_dead_letter_what_no_summary_can_be_made_of_and_go_on(
            String remark, Instant capturedAt, long sequence, Instant recordTime, String reason) {
        restart(TestConfigs.of(Map.of("partial.interval", "1s", "rollups", "hourly,daily")));
        FrameFaces frame = lobby.frame(capturedAt);
        frame.setSequence(sequence);
        pipe(frame, recordTime);
        pipe(lobby.rewind().frame(1));
        pipe(lobby.lastFrame(2));

        assertThat(header(deadLetter(), DeadLetters.REASON)).startsWith(reason);
        assertThat(read()).last().satisfies(record -> assertThat(record.value().getFramesAnalysed() + " "
                        + record.value().getFramesMissing() + " "
                        + record.value().getStatus())
                .isEqualTo("2 0 FINAL"));
        assertThat(count(DeadLetters.COUNTER)).isEqualTo(1);
        assertThat(count(AggregatorTopology.LATE_FRAMES)).isZero();
    }

    static List<Arguments> unusable() {
        Instant earliest = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
        Instant latest = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
        String before = "The frame was captured at ";
        return List.of(
                Arguments.of("before 1970", Instant.EPOCH.minusSeconds(1), 0, at(0), before + "1969-12-31T23:59:59Z"),
                Arguments.of("as early as can be", earliest, 0, at(0), before + "-290308"),
                Arguments.of("as late as can be", latest, 0, at(0), before + "+294247"),
                Arguments.of("record of 1970", at(0), 0, Instant.EPOCH, before + "2026-01-01T00:00:00Z, more than an"),
                Arguments.of(
                        "sequence", at(0), Long.MAX_VALUE, at(0), "The sequence of the frame is 9223372036854775807"));
    }

    @Test
    void should_close_a_window_before_1970_that_an_earlier_version_left() {
        CameraState left = new CameraWindows(TestConfigs.withoutPartials()).initial(lobby.frame(Instant.EPOCH));
        left.getWindows()
                .add(WindowState.newBuilder()
                        .setStart(Instant.EPOCH.minusSeconds(40))
                        .setEnd(Instant.EPOCH.minusSeconds(30))
                        .setFlow(left.getCarried())
                        .build());
        store().put("lobby", left);

        pipe(lobby.frame(1));

        assertThat(read()).singleElement().satisfies(record -> {
            assertThat(record.getRecordTime()).isEqualTo(Instant.EPOCH);
            assertThat(record.value().getWindowEnd()).isEqualTo(Instant.EPOCH.minusSeconds(30));
        });
    }

    private Face[] people(int seed) {
        return new Face[] {woman(seed % 83 + 0.17), man(seed * 31 % 90 + 0.61)};
    }

    private void restart(AggregatorConfig config) {
        harness.close();
        harness = start(config);
    }

    private TopologyHarness start(AggregatorConfig config) {
        return TopologyHarness.start(topology(config), Aggregator.STREAMS, meters);
    }

    private Topology topology(AggregatorConfig config) {
        return new AggregatorTopology(
                        config,
                        List.of(),
                        LocalAvroSerde.of(FrameFaces.class),
                        LocalAvroSerde.of(CameraProgress.class),
                        LocalAvroSerde.of(CameraSettings.class),
                        LocalAvroSerde.of(DemographicSummary.class),
                        LocalAvroSerde.of(RollupSummary.class),
                        LocalAvroSerde.of(DemographicRow.class),
                        meters)
                .build();
    }

    private KeyValueStore<String, CameraState> store() {
        return harness.driver().getKeyValueStore(AggregatorTopology.STORE);
    }

    private void pipe(FrameFaces frame) {
        pipe(frame, frame.getCapturedAt());
    }

    private void pipe(FrameFaces frame, Instant time) {
        harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class)).pipeInput(frame.getCameraId(), frame, time);
    }

    private void mark(CameraProgress mark) {
        harness.input(Topic.PROGRESS, LocalAvroSerde.of(CameraProgress.class))
                .pipeInput(mark.getCameraId(), mark, mark.getUpTo());
    }

    private List<TestRecord<String, DemographicSummary>> read() {
        return harness.output(Topic.SUMMARY, LocalAvroSerde.of(DemographicSummary.class))
                .readRecordsToList();
    }

    private List<String> readBytes() {
        return harness.output(Topic.SUMMARY, Serdes.ByteArray()).readRecordsToList().stream()
                .map(record ->
                        record.key() + record.timestamp() + HexFormat.of().formatHex(record.value()))
                .toList();
    }

    private TestRecord<String, byte[]> deadLetter() {
        return harness.output(Topic.DEAD_LETTERS, Serdes.ByteArray()).readRecord();
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private String view(String camera) {
        return meters.find(AggregatorTopology.VIEW).tag("camera", camera).gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> gauge.getId().getTag("view"))
                .collect(Collectors.joining(" "));
    }

    private double lateInARow(String camera) {
        return meters.get(AggregatorTopology.LATE_IN_A_ROW)
                .tag("camera", camera)
                .gauge()
                .value();
    }

    private double count(String counter) {
        return meters.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
