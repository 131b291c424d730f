package io.agender.schemas.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicRow;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryField;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryRowsTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");

    /** What a row says in another way, or not at all. */
    private static final Set<String> ELSEWHERE = Set.of(
            "windowStart", "windowEnd", "countedUnit", "settingsVersion", "models", "endedEstimates", "estimatedBy");

    static Stream<Schema> summaries() {
        return Stream.of(
                DemographicSummary.getClassSchema(),
                RollupSummary.getClassSchema(),
                ZoneSummary.getClassSchema(),
                LineSummary.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void should_have_a_column_for_every_figure_of_a_summary(Schema summary) {
        assertThat(SummaryField.of(summary))
                .filteredOn(field -> !field.isTable() && !field.isFigures() && !ELSEWHERE.contains(field.name()))
                .allSatisfy(field -> assertThat(DemographicRow.getClassSchema().getField(field.name()))
                        .as(field.name())
                        .isNotNull());
    }

    @Test
    void should_lay_a_window_out_by_place_age_and_gender() {
        List<DemographicRow> rows = SummaryRows.of(window().build());

        assertThat(rows).hasSize(7 + 7 + 4);
        assertThat(rows).extracting(RowKey::of).doesNotHaveDuplicates();
        DemographicRow all = rows.get(0);
        assertThat(RowKey.of(all)).isEqualTo("CAMERA|lobby|WINDOW|2026-11-30T10:00:00Z|||");
        assertThat(all.getPeoplePresent()).isEqualTo(5);
        assertThat(all.getFramesAnalysed()).isEqualTo(100);
        assertThat(all.getPeakOccupancy()).isEqualTo(3);
        assertThat(row(rows, "||MALE|18+")).satisfies(row -> {
            assertThat(row.getPeoplePresent()).isEqualTo(4);
            assertThat(row.getTracksEnded()).isEqualTo(2);
            assertThat(row.getFramesAnalysed()).isNull();
        });
        assertThat(row(rows, "|zone queue|FEMALE|0-17").getPeoplePresent()).isEqualTo(1);
        assertThat(row(rows, "|zone queue||").getFacesDetected()).isEqualTo(30);
        assertThat(row(rows, "|line door|UNKNOWN|18+")).satisfies(row -> {
            assertThat(row.getCrossedIn()).isEqualTo(7);
            assertThat(row.getCrossedOut()).isNull();
        });
    }

    @Test
    void should_count_faces_where_people_are_not_followed() {
        List<DemographicRow> rows =
                SummaryRows.of(window().setCountedUnit(CountedUnit.FACES).build());

        assertThat(row(rows, "||MALE|18+")).satisfies(row -> {
            assertThat(row.getFacesDetected()).isEqualTo(4);
            assertThat(row.getPeoplePresent()).isNull();
        });
    }

    @Test
    void should_lay_the_hour_of_a_site_out_under_its_label() {
        List<DemographicRow> rows = SummaryRows.of(RollupSummary.newBuilder()
                .setScope(RollupScope.SITE)
                .setSite("100 % | Bremen")
                .setPeriod(RollupPeriod.HOURLY)
                .setPeriodStart(TEN)
                .setPeriodEnd(TEN.plusSeconds(3600))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(3)
                .setCameras(2)
                .setTracksEnded(9L)
                .setEndedCounts(List.of(new AgeBandCount(0, null, 1L, null, 3L)))
                .build());

        assertThat(rows)
                .extracting(RowKey::of)
                .containsExactly(
                        "SITE|100 %25 %7C Bremen|HOURLY|2026-11-30T10:00:00Z|||",
                        "SITE|100 %25 %7C Bremen|HOURLY|2026-11-30T10:00:00Z||FEMALE|0+",
                        "SITE|100 %25 %7C Bremen|HOURLY|2026-11-30T10:00:00Z||MALE|0+",
                        "SITE|100 %25 %7C Bremen|HOURLY|2026-11-30T10:00:00Z||UNKNOWN|0+");
        assertThat(rows).extracting(DemographicRow::getTracksEnded).containsExactly(9L, 1L, null, 3L);
        assertThat(rows.get(0).getCameras()).isEqualTo(2);
        assertThat(RowKey.sourceOf(RowKey.of(rows.get(1)))).contains("100 % | Bremen");
    }

    @Test
    void should_know_what_is_no_key_of_a_row() {
        assertThat(RowKey.sourceOf("lobby")).isEmpty();
    }

    private static DemographicSummary.Builder window() {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(TEN)
                .setWindowEnd(TEN.plusSeconds(10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(2)
                .setFramesAnalysed(100)
                .setFramesMissing(0)
                .setFacesDetected(200)
                .setPeoplePresent(5L)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of(new AgeBandCount(0, 17, 1L, 0L, 0L), new AgeBandCount(18, null, 0L, 4L, 0L)))
                .setEndedCounts(List.of(new AgeBandCount(0, 17, 0L, 0L, 0L), new AgeBandCount(18, null, 0L, 2L, 0L)))
                .setZones(List.of(ZoneSummary.newBuilder()
                        .setZone("queue")
                        .setFacesDetected(30)
                        .setCounts(List.of(new AgeBandCount(0, 17, 1L, 0L, 0L), new AgeBandCount(18, null, 0L, 0L, 0L)))
                        .build()))
                .setLines(List.of(LineSummary.newBuilder()
                        .setLine("door")
                        .setInCounts(List.of(new AgeBandCount(18, null, 5L, 6L, 7L)))
                        .build()))
                .setPeakOccupancy(3)
                .setModels(List.of());
    }

    private static DemographicRow row(List<DemographicRow> rows, String end) {
        return rows.stream()
                .filter(row -> RowKey.of(row).endsWith(end))
                .findFirst()
                .orElseThrow();
    }
}
