package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.audit.row.RowsAudit;
import io.agender.runtime.LocalAvroSerde;
import io.agender.runtime.TopologyHarness;
import io.agender.schemas.CameraProgress;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.RowPeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.Topic;
import io.agender.schemas.rows.RowKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class RowsTopologyTest {

    private static final Map<String, String> EVERYTHING =
            Map.of("rollups", "hourly,daily", "rows", "windows,hourly,daily");

    @Test
    void should_keep_the_parts_of_cameras_and_sites_apart() {
        assertThat(topology(TestConfigs.of(EVERYTHING)).describe().subtopologies())
                .hasSize(2);
        assertThat(topology(TestConfigs.of(EVERYTHING)).describe().toString())
                .contains("Processor: write-camera-rows", "Processor: write-site-rows")
                .contains("Sink: camera-rows (topic: agender.summary.rows)")
                .contains("Sink: site-rows (topic: agender.summary.rows)");
    }

    @Test
    void should_write_no_rows_unless_asked_to() {
        assertThat(topology(TestConfigs.of(Map.of("rollups", "hourly")))
                        .describe()
                        .toString())
                .doesNotContain("rows");
    }

    @Test
    void should_write_the_rows_that_the_summaries_make_of_random_crowds() {
        for (int seed = 0; seed < 20; seed++) {
            RowsAudit audit = new RowsAudit(Set.of(RowPeriod.WINDOW, RowPeriod.HOURLY, RowPeriod.DAILY));
            try (TopologyHarness harness = run(seed, EVERYTHING)) {
                harness.output(Topic.SUMMARY, LocalAvroSerde.of(DemographicSummary.class))
                        .readValuesToList()
                        .forEach(audit::expect);
                rollups(harness).forEach(audit::expect);
                List<TestRecord<String, DemographicRow>> rows = rows(harness);
                rows.forEach(row -> audit.take(row.value()));

                assertThat(audit.end()).as("seed %s", seed).isEmpty();
                assertThat(audit.compared()).isEqualTo(rows.size());
                assertThat(rows).allSatisfy(row -> assertThat(row.key()).isEqualTo(RowKey.of(row.value())));
                assertThat(rows)
                        .extracting(row -> row.value().getScope())
                        .as("seed %s", seed)
                        .contains(RollupScope.CAMERA);
            }
        }
    }

    @Test
    void should_replace_every_row_of_an_hour_by_a_later_revision() {
        for (int seed = 0; seed < 20; seed++) {
            try (TopologyHarness harness = run(seed, EVERYTHING)) {
                Map<String, Integer> newest = new HashMap<>();
                Map<String, Integer> revisions = new HashMap<>();
                for (RollupSummary rollup : rollups(harness)) {
                    revisions.merge(of(rollup), rollup.getRevision(), Math::max);
                }
                rows(harness).stream()
                        .filter(row -> row.value().getPeriod() != RowPeriod.WINDOW)
                        .forEach(row -> newest.put(row.key(), row.value().getRevision()));

                newest.forEach((key, revision) ->
                        assertThat(revision).as(key).isEqualTo(revisions.get(key.substring(0, key.indexOf('Z') + 1))));
            }
        }
    }

    @Test
    void should_withhold_in_rows_what_the_summary_withholds() {
        Map<String, String> settings = new HashMap<>(EVERYTHING);
        settings.put("privacy.min.count", "1000");
        try (TopologyHarness harness = run(1, settings)) {
            assertThat(rows(harness)).isNotEmpty().allSatisfy(row -> {
                assertThat(row.value().getWithheld()).isTrue();
                assertThat(row.value().getPeoplePresent()).isNull();
                assertThat(row.value().getTracksEnded()).isNull();
                assertThat(row.value().getStaysEnded()).isNull();
                assertThat(row.value().getCrossedIn()).isNull();
            });
        }
    }

    @Test
    void should_write_windows_when_they_are_final_and_alone_when_only_they_are_asked_for() {
        try (TopologyHarness harness = run(2, Map.of("rollups", "hourly", "rows", "windows"))) {
            assertThat(rows(harness)).isNotEmpty().allSatisfy(row -> {
                assertThat(row.value().getPeriod()).isEqualTo(RowPeriod.WINDOW);
                assertThat(row.value().getStatus()).isEqualTo(SummaryStatus.FINAL);
            });
        }
    }

    @Test
    void should_put_rows_where_the_other_records_of_their_camera_are() {
        DemographicRow row = DemographicRow.newBuilder()
                .setScope(RollupScope.CAMERA)
                .setCameraId("lobby")
                .setPeriod(RowPeriod.WINDOW)
                .setPeriodStart(TestCamera.START)
                .setPeriodEnd(TestCamera.START)
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setGender(Gender.MALE)
                .build();
        // As Kafka's own partitioner puts the key lobby.
        assertThat(new RowPartition().partitions(Topic.SUMMARY_ROWS, RowKey.of(row), row, 12))
                .contains(Set.of(BuiltInPartitioner.partitionForKey("lobby".getBytes(StandardCharsets.UTF_8), 12)));
    }

    private static String of(RollupSummary rollup) {
        String source = rollup.getScope() == RollupScope.SITE ? rollup.getSite() : rollup.getCameraId();
        return rollup.getScope() + "|" + source + "|" + rollup.getPeriod() + "|" + rollup.getPeriodStart();
    }

    private static TopologyHarness run(int seed, Map<String, String> settings) {
        TopologyHarness harness = TopologyHarness.start(
                topology(TestConfigs.of(settings)), Aggregator.STREAMS, new SimpleMeterRegistry());
        harness.input(Topic.CAMERAS, LocalAvroSerde.of(CameraSettings.class))
                .pipeInput("lobby", RandomPlaces.of(seed), TestCamera.START);
        new RandomCrowd(seed, seed % 2 == 0).frames().forEach(frame -> harness.input(
                        Topic.FACES, LocalAvroSerde.of(FrameFaces.class))
                .pipeInput("lobby", TestCamera.of("Bremen", frame), frame.getCapturedAt()));
        return harness;
    }

    private static List<TestRecord<String, DemographicRow>> rows(TopologyHarness harness) {
        return harness.output(Topic.SUMMARY_ROWS, LocalAvroSerde.of(DemographicRow.class))
                .readRecordsToList();
    }

    private static List<RollupSummary> rollups(TopologyHarness harness) {
        List<RollupSummary> rollups = new ArrayList<>();
        for (String topic : List.of(Topic.SUMMARY_HOURLY, Topic.SUMMARY_DAILY)) {
            rollups.addAll(harness.output(topic, LocalAvroSerde.of(RollupSummary.class))
                    .readValuesToList());
        }
        return rollups;
    }

    private static Topology topology(AggregatorConfig config) {
        return new AggregatorTopology(
                        config,
                        List.of(),
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
