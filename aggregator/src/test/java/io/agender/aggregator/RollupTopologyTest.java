package io.agender.aggregator;

import static io.agender.aggregator.TestCamera.at;
import static io.agender.aggregator.TestCamera.attentive;
import static io.agender.aggregator.TestCamera.ending;
import static io.agender.aggregator.TestCamera.watching;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.aggregator.estimate.MadeUpNetwork;
import io.agender.aggregator.period.CameraRollups;
import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.TopologyHarness;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupTopologyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** By the processor's wall clock, which is not the cameras'. */
    private static final double WALL = 1_000_000;

    private final TestCamera lobby = new TestCamera("lobby");
    private final TestCamera door = new TestCamera("door");
    private TopologyHarness harness = start("hourly,daily");

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void should_keep_its_names_because_a_store_with_another_name_loses_its_state() {
        assertThat(topology("hourly,daily").describe().toString().strip()).isEqualTo("""
            Topologies:
               Sub-topology: 0
                Source: faces (topics: [agender.faces])
                  --> summarize-camera
                Source: progress (topics: [agender.progress])
                  --> close-silent
                Processor: close-silent (stores: [cameras, periods])
                  --> camera-daily, camera-hourly, camera-open, summary, summary-by-site
                  <-- progress
                Processor: summarize-camera (stores: [cameras, settings, periods])
                  --> camera-daily, camera-hourly, camera-open, summary, summary-by-site
                  <-- faces
                Source: settings-of-cameras (topics: [agender.cameras])
                  --> keep-settings
                Sink: camera-daily (topic: agender.summary.daily)
                  <-- summarize-camera, close-silent
                Sink: camera-hourly (topic: agender.summary.hourly)
                  <-- summarize-camera, close-silent
                Sink: camera-open (topic: agender.summary.open)
                  <-- summarize-camera, close-silent
                Processor: keep-settings (stores: [settings])
                  --> none
                  <-- settings-of-cameras
                Sink: summary (topic: agender.summary)
                  <-- summarize-camera, close-silent
                Sink: summary-by-site (topic: agender.summary.by-site)
                  <-- summarize-camera, close-silent

              Sub-topology: 1
                Source: by-site (topics: [agender.summary.by-site])
                  --> sum-site
                Processor: sum-site (stores: [sites])
                  --> site-daily, site-hourly, site-open
                  <-- by-site
                Sink: site-daily (topic: agender.summary.daily)
                  <-- sum-site
                Sink: site-hourly (topic: agender.summary.hourly)
                  <-- sum-site
                Sink: site-open (topic: agender.summary.open)
                  <-- sum-site\
            """.strip());
    }

    @Test
    void should_send_the_hour_of_a_camera_once_when_its_own_clock_has_passed_it() {
        pipe(visit(lobby, 5, 1));
        pipe(visit(door, 8, 1));
        lobby.comeBack(3590).forEach(this::pipe); // up to 3602

        assertThat(hours()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("lobby");
            assertThat(record.getRecordTime()).isEqualTo(at(3600));
            RollupSummary hour = record.value();
            assertThat(hour.getScope()).isEqualTo(RollupScope.CAMERA);
            assertThat(hour.getStatus()).isEqualTo(SummaryStatus.FINAL);
            assertThat(hour.getRevision()).isEqualTo(1);
            assertThat(hour.getPeriodStart()).isEqualTo(at(0));
            assertThat(hour.getPeriodEnd()).isEqualTo(at(3600));
            assertThat(hour.getWindows()).isEqualTo(2);
            assertThat(hour.getFramesAnalysed()).isEqualTo(4);
            assertThat(hour.getSecondsWithoutFrames()).isEqualTo(3596);
            assertThat(hour.getPeopleEntered()).isEqualTo(1);
            assertThat(hour.getTracksEnded()).isEqualTo(1);
            assertThat(hour.getDwellTotalMillis()).isEqualTo(4000);
            assertThat(hour.getDwellMeanSeconds()).isEqualTo(4);
            assertThat(hour.getEndedCounts()).contains(new AgeBandCount(25, 34, 1L, 0L, 0L));
        });
    }

    @Test
    void should_tell_what_there_is_of_an_hour_when_the_camera_ends_and_the_rest_when_it_comes_back() {
        pipe(visit(lobby, 5, 1));
        pipe(lobby.lastFrame(12));
        pipe(visit(lobby.restart("stream-2"), 25, 1));
        lobby.comeBack(3700).forEach(this::pipe);

        assertThat(hours())
                .extracting(record ->
                        record.value().getStatus() + " " + record.value().getRevision() + " "
                                + record.value().getTracksEnded() + " of "
                                + record.value().getWindows() + " windows, "
                                + record.value().getSecondsWithoutFrames() + " s without")
                .containsExactly("PARTIAL 1 1 of 2 windows, 18 s without", "FINAL 2 2 of 3 windows, 3597 s without");
    }

    @Test
    void should_add_up_how_long_tracks_watched_and_leave_open_what_nobody_measured() {
        pipe("shop", attentive(ending(lobby.frame(5), watching(lobby.ended(1, 1, 5, Gender.FEMALE, 30f), 2000))));
        pipe("shop", attentive(ending(lobby.frame(15), watching(lobby.ended(2, 1, 5, Gender.MALE, 30f), 0))));
        pipe("shop", attentive(ending(lobby.frame(25), watching(lobby.ended(3, 1, 5, Gender.MALE, 30f), 500))));
        pipe("shop", ending(door.frame(5), door.ended(1, 1, 5, Gender.FEMALE, 30f)));
        lobby.comeBack(3700).forEach(frame -> pipe("shop", frame));
        door.comeBack(3700).forEach(frame -> pipe("shop", frame));

        List<RollupSummary> finals = hours().stream()
                .map(TestRecord::value)
                .filter(hour -> hour.getStatus() == SummaryStatus.FINAL)
                .toList();
        assertThat(finals)
                .filteredOn(hour -> !"door".equals(hour.getCameraId()))
                .isNotEmpty()
                .allSatisfy(hour -> {
                    assertThat(hour.getWatchersEnded()).isEqualTo(2);
                    assertThat(hour.getAttentionTotalMillis()).isEqualTo(2500);
                    assertThat(hour.getAttentionMeanSeconds()).isEqualTo(1.25);
                    assertThat(hour.getEndedWatcherCounts()).contains(new AgeBandCount(25, 34, 1L, 1L, 0L));
                });
        assertThat(finals)
                .filteredOn(hour -> "door".equals(hour.getCameraId()))
                .singleElement()
                .satisfies(hour -> {
                    assertThat(hour.getWatchersEnded()).isNull();
                    assertThat(hour.getAttentionTotalMillis()).isNull();
                    assertThat(hour.getAttentionMeanSeconds()).isNull();
                    assertThat(hour.getEndedWatcherCounts()).isEmpty();
                });
    }

    @Test
    void should_tell_what_there_is_of_an_hour_when_the_camera_falls_silent() {
        pipe(visit(lobby, 5, 1));
        mark(lobby.silent(0, 31));

        assertThat(hours())
                .singleElement()
                .satisfies(record -> assertThat(record.value().getStatus()).isEqualTo(SummaryStatus.PARTIAL));
        mark(lobby.silent(0, 100));
        assertThat(hours()).isEmpty();
    }

    /** Its clock stands at 5 s; an hour lies back by the grace of 2 s and the idle time of 30 s when it would be at 3632 s. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_make_hours_and_days_final_when_a_camera_that_is_silent_would_have_passed_them(boolean stopped) {
        FrameFaces last = visit(lobby, 5, 1);
        last.setEndOfStream(stopped);
        pipe("shop", last);
        mark(lobby.silent(WALL, WALL + 3626.999));
        assertThat(hours().stream().map(TestRecord::value))
                .extracting(hour -> hour.getScope() + " " + hour.getStatus())
                .containsExactly("CAMERA PARTIAL", "SITE PARTIAL");

        mark(lobby.silent(WALL, WALL + 3627));

        assertThat(hours())
                .extracting(record -> record.key() + " " + told(record) + " "
                        + record.value().getSecondsWithoutFrames() + " at " + record.getRecordTime())
                .containsExactly(
                        "lobby FINAL 2 1 ended of 1 windows 3599 at " + at(3600),
                        "shop FINAL 2 1 ended of 1 windows 3599 at " + at(3600));
        mark(lobby.silent(WALL, WALL + 5000));
        assertThat(hours()).isEmpty();
        assertThat(days().stream().map(TestRecord::value)).noneMatch(day -> day.getStatus() == SummaryStatus.FINAL);
        mark(lobby.silent(WALL, WALL + 86_427));
        assertThat(days().stream().map(RollupTopologyTest::told))
                .containsExactly("FINAL 2 1 ended of 1 windows", "FINAL 2 1 ended of 1 windows");
    }

    @Test
    void should_make_no_hour_final_by_the_time_that_passes_or_by_a_mark_of_a_camera_that_was_heard_since() {
        pipe(visit(lobby, 5, 1));
        CameraProgress mark = lobby.silent(WALL, WALL + 100_000);
        pipe(visit(lobby, 6, 1));
        mark(mark);
        harness.runWallClock(Duration.ofHours(2), SECOND.multipliedBy(60));

        assertThat(hours()).isEmpty();
    }

    @Test
    void should_send_an_hour_again_that_silence_made_final_when_the_camera_comes_back_with_frames_of_it() {
        pipe(visit(lobby, 5, 1));
        mark(lobby.silent(WALL, WALL + 4000));
        pipe(visit(lobby, 1800, 2));
        lobby.comeBack(3700).forEach(this::pipe);

        assertThat(hours().stream().map(RollupTopologyTest::told))
                .containsExactly("FINAL 1 1 ended of 1 windows", "FINAL 2 3 ended of 2 windows");
    }

    @Test
    void should_sum_the_cameras_of_a_site_and_call_it_final_when_all_that_reported_are() {
        pipe("shop", visit(lobby, 5, 1));
        pipe("shop", visit(door, 8, 2));
        pipe("shop", door.lastFrame(9));
        lobby.comeBack(3700).forEach(frame -> pipe("shop", frame));
        door.restart("stream-2").comeBack(3700).forEach(frame -> pipe("shop", frame));

        assertThat(hours().stream().filter(record -> record.key().equals("shop")))
                .extracting(record ->
                        record.value().getStatus() + " " + record.value().getRevision() + ": "
                                + record.value().getCameras() + " cameras, "
                                + record.value().getTracksEnded() + " ended, "
                                + record.value().getDwellTotalMillis() + " ms")
                .containsExactly(
                        "PARTIAL 1: 1 cameras, 2 ended, 8000 ms",
                        "PARTIAL 2: 2 cameras, 3 ended, 12000 ms",
                        "FINAL 3: 2 cameras, 3 ended, 12000 ms");
    }

    @Test
    void should_estimate_what_is_likely_true_of_a_camera_and_of_its_site_each_from_its_own_counts() {
        harness.close();
        BenchmarkFaces faces = new MadeUpNetwork(1, 4, 0.95, new Random(1))
                .benchmark(new int[][] {{0, 12}, {13, 17}, {18, 24}, {25, 34}, {35, 44}, {45, 79}}, 60);
        BenchmarkFaces ofTheseFrames = new BenchmarkFaces("made up", Set.of(), faces.genderMinAge(), faces.pairs());
        harness = TopologyHarness.start(
                topology("hourly", List.of(ofTheseFrames)), Aggregator.STREAMS, new SimpleMeterRegistry());
        pipe("shop", visit(lobby, 5, 1));
        pipe("shop", lobby.lastFrame(12));
        pipe("shop", visit(door, 8, 2));
        pipe("shop", door.lastFrame(12));

        List<TestRecord<String, RollupSummary>> hours = hours();
        assertThat(hours).hasSize(4).allSatisfy(record -> {
            RollupSummary hour = record.value();
            assertThat(hour.getEstimatedBy()).isEqualTo("made up");
            assertThat(hour.getEndedEstimates().stream()
                            .mapToDouble(CountEstimate::getLikely)
                            .sum())
                    .isBetween(hour.getTracksEnded() - 0.5, hour.getTracksEnded() + 0.5);
        });
        assertThat(hours).anyMatch(record -> record.value().getTracksEnded() == 3);
        assertThat(harness.output(Topic.SUMMARY_BY_SITE, LocalAvroSerde.of(RollupSummary.class))
                        .readValuesToList())
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.getEndedEstimates()).isNull());
    }

    @Test
    void should_send_an_hour_again_when_the_clock_is_set_back_into_it_and_the_site_with_it() {
        pipe("shop", visit(lobby, 5, 1));
        pipe("shop", visit(door, 8, 1));
        door.comeBack(3700).forEach(frame -> pipe("shop", frame));
        lobby.comeBack(3700).forEach(frame -> pipe("shop", frame)); // wrong
        lobby.restart("stream-2");
        pipe("shop", visit(lobby, 20, 2)); // right
        pipe("shop", lobby.lastFrame(21));
        lobby.restart("stream-3").comeBack(3800).forEach(frame -> pipe("shop", frame));

        List<TestRecord<String, RollupSummary>> records = hours().stream()
                .filter(record -> record.value().getPeriodStart().equals(at(0)))
                .toList();
        assertThat(records.stream().filter(record -> record.key().equals("lobby")))
                .extracting(RollupTopologyTest::told)
                .containsExactly(
                        "FINAL 1 1 ended of 1 windows",
                        "PARTIAL 2 3 ended of 2 windows",
                        "FINAL 3 3 ended of 2 windows");
        assertThat(records.stream().filter(record -> record.key().equals("shop")))
                .extracting(RollupTopologyTest::told)
                .containsExactly(
                        "FINAL 1 1 ended of 1 windows",
                        "FINAL 2 2 ended of 2 windows",
                        "PARTIAL 3 4 ended of 3 windows",
                        "FINAL 4 4 ended of 3 windows");
    }

    @Test
    void should_send_an_hour_again_when_frames_come_for_a_gap_in_it() {
        pipe(visit(lobby, 5, 1));
        lobby.comeBack(3700).forEach(this::pipe);
        pipe(visit(lobby, 1800, 2));
        pipe(lobby.tracked(3715));
        pipe(lobby.lastFrame(3716));

        assertThat(hours().stream().map(RollupTopologyTest::told))
                .startsWith("FINAL 1 1 ended of 1 windows", "FINAL 2 3 ended of 2 windows");
    }

    @Test
    void should_leave_the_hours_alone_that_it_has_forgotten() {
        for (int hour = 0; hour < CameraRollups.kept(RollupPeriod.HOURLY) + 2; hour++) {
            lobby.comeBack(hour * 3600 + 5).forEach(this::pipe);
        }
        assertThat(hours()).hasSize(CameraRollups.kept(RollupPeriod.HOURLY) + 1);

        pipe(visit(lobby, 1800, 2));
        pipe(lobby.lastFrame(CameraRollups.kept(RollupPeriod.HOURLY) * 3600 + 3700));

        assertThat(hours()).noneMatch(record -> record.value().getPeriodStart().equals(at(0)));
        assertThat(harness.output(Topic.SUMMARY, LocalAvroSerde.of(DemographicSummary.class))
                        .readValuesToList())
                .anyMatch(summary -> summary.getWindowStart().equals(at(1800)));
    }

    private static String told(TestRecord<String, RollupSummary> record) {
        return record.value().getStatus() + " " + record.value().getRevision() + " "
                + record.value().getTracksEnded() + " ended of "
                + record.value().getWindows() + " windows";
    }

    @Test
    void should_keep_sites_apart_and_have_none_for_a_camera_without_one() {
        pipe("shop", visit(lobby, 5, 1));
        pipe(visit(door, 5, 1));
        lobby.comeBack(3700).forEach(frame -> pipe("shop", frame));
        door.comeBack(3700).forEach(this::pipe);

        assertThat(hours())
                .extracting(record -> record.key() + " " + record.value().getScope())
                .containsExactlyInAnyOrder("lobby CAMERA", "shop SITE", "door CAMERA");
    }

    @Test
    void should_send_days_beside_hours() {
        for (int hour = 0; hour < 25; hour++) {
            pipe("shop", visit(lobby, hour * 3600 + 5, 1));
            pipe("shop", visit(lobby, hour * 3600 + 15, 0));
        }
        pipe("shop", lobby.tracked(25 * 3600));

        assertThat(hours().stream().filter(record -> record.key().equals("lobby")))
                .hasSize(24);
        assertThat(days())
                .extracting(record -> record.key() + " " + record.value().getTracksEnded() + " "
                        + record.value().getSecondsWithoutFrames())
                .containsExactly("lobby 24 " + (86_400 - 48), "shop 24 " + (86_400 - 48));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hourly", "daily"})
    void should_send_only_what_is_asked_for(String rollups) {
        harness.close();
        harness = start(rollups);
        pipe("shop", visit(lobby, 5, 1));
        lobby.comeBack(90_000).forEach(frame -> pipe("shop", frame));

        assertThat(hours()).hasSize(rollups.equals("hourly") ? 2 : 0);
        assertThat(days()).hasSize(rollups.equals("daily") ? 2 : 0);
    }

    @Test
    void should_end_with_the_same_record_of_a_site_in_whatever_order_its_cameras_report() {
        Map<String, String> expected = null;
        for (int seed = 0; seed < 10; seed++) {
            harness.close();
            harness = start("hourly,daily");
            List<List<FrameFaces>> cameras = new ArrayList<>();
            for (String id : List.of("a", "b", "c", "d")) {
                TestCamera camera = new TestCamera(id);
                List<FrameFaces> frames = new ArrayList<>(List.of(
                        visit(camera, 5, id.charAt(0) - 'a'),
                        camera.lastFrame(12),
                        visit(camera.restart("stream-2"), 25, 3)));
                frames.addAll(camera.comeBack(3700));
                cameras.add(frames);
            }
            Collections.shuffle(cameras, new Random(seed));
            cameras.forEach(frames -> frames.forEach(frame -> pipe("shop", frame)));
            Map<String, String> last = new TreeMap<>();
            Stream.concat(hours().stream(), days().stream())
                    .filter(record -> record.value().getScope() == RollupScope.SITE)
                    .forEach(record -> last.put(
                            record.value().getPeriod() + " " + record.value().getPeriodStart(),
                            record.value().toString()));
            expected = expected == null ? last : expected;

            assertThat(last).isEqualTo(expected).isNotEmpty();
        }
    }

    /** A frame in which so many tracks end that were seen for four seconds. */
    private static FrameFaces visit(TestCamera camera, double seconds, int tracks) {
        FrameFaces frame = camera.tracked(seconds);
        return ending(
                frame,
                Stream.iterate(1, number -> number + 1)
                        .limit(tracks)
                        .map(number -> camera.ended(
                                Math.toIntExact(frame.getSequence()) * 10 + number,
                                seconds - 4,
                                seconds,
                                Gender.FEMALE,
                                30f))
                        .toArray(EndedTrack[]::new));
    }

    private void pipe(FrameFaces frame) {
        pipe(null, frame);
    }

    private void pipe(String site, FrameFaces frame) {
        harness.input(Topic.FACES, LocalAvroSerde.of(FrameFaces.class))
                .pipeInput(frame.getCameraId(), TestCamera.of(site, frame), frame.getCapturedAt());
    }

    private void mark(CameraProgress mark) {
        harness.input(Topic.PROGRESS, LocalAvroSerde.of(CameraProgress.class))
                .pipeInput(mark.getCameraId(), mark, mark.getUpTo());
    }

    private List<TestRecord<String, RollupSummary>> hours() {
        return harness.output(Topic.SUMMARY_HOURLY, LocalAvroSerde.of(RollupSummary.class))
                .readRecordsToList();
    }

    private List<TestRecord<String, RollupSummary>> days() {
        return harness.output(Topic.SUMMARY_DAILY, LocalAvroSerde.of(RollupSummary.class))
                .readRecordsToList();
    }

    private static TopologyHarness start(String rollups) {
        return TopologyHarness.start(topology(rollups), Aggregator.STREAMS, new SimpleMeterRegistry());
    }

    private static Topology topology(String rollups) {
        return topology(rollups, List.of());
    }

    private static Topology topology(String rollups, List<BenchmarkFaces> benchmarks) {
        return new AggregatorTopology(
                        TestConfigs.of(Map.of("rollups", rollups, "partial.interval", "0s")),
                        benchmarks,
                        LocalAvroSerde.of(FrameFaces.class),
                        LocalAvroSerde.of(CameraProgress.class),
                        LocalAvroSerde.of(CameraSettings.class),
                        LocalAvroSerde.of(DemographicSummary.class),
                        LocalAvroSerde.of(RollupSummary.class),
                        LocalAvroSerde.of(DemographicRow.class),
                        new SimpleMeterRegistry())
                .build();
    }
}
