package io.agender.dashboard.view;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.summary;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.Records;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryCsvTest {

    @Test
    void should_write_an_hour_that_tells_what_is_likely_true() {
        SummaryCsv csv = new SummaryCsv(RollupSummary.getClassSchema());
        RollupSummary hour = Records.rollup("lobby", RollupPeriod.HOURLY, Records.NOON)
                .setEndedEstimates(List.of(new CountEstimate(0, 12, Gender.UNKNOWN, 21.0, 10L, 31L)))
                .setEstimatedBy("some faces")
                .build();
        csv.expect(hour);
        assertThat(csv.head()).doesNotContain("endedEstimates").contains("estimatedBy");
        assertThat(csv.lines(List.of(hour))).contains("some faces");
    }

    @Test
    void should_write_a_line_for_each_window_under_a_head() {
        List<String> lines = text(List.of(
                        summary("lobby", NOON).setSite("Bremen, centre").build(),
                        summary("lobby", NOON.plusSeconds(10)).build()))
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("camera,site,windowStart,").endsWith("female 13+,male 13+,unknown 13+");
        assertThat(lines.get(1))
                .startsWith("lobby,\"Bremen, centre\",2026-11-24T12:00:00Z,2026-11-24T12:00:10Z,FINAL,3,100,")
                .endsWith(",1,0,1");
    }

    /** Each figure is one that no other column has, so that a cell under a wrong name shows. */
    @Test
    void should_write_each_figure_under_its_name() {
        List<String> lines = text(List.of(summary("lobby", NOON)
                        .setSite("Bremen")
                        .setRevision(3)
                        .setFramesAnalysed(101)
                        .setFramesUnchanged(55)
                        .setFramesPredicted(102)
                        .setFramesMissing(103)
                        .setFramesUndecodable(104)
                        .setFramesLate(105)
                        .setFramesImpaired(61)
                        .setSecondsWithoutFrames(6)
                        .setSecondsImpaired(70)
                        .setSecondsDark(71)
                        .setSecondsOverexposed(72)
                        .setSecondsBlocked(73)
                        .setSecondsBlurred(74)
                        .setSecondsMoved(75)
                        .setFacesDetected(107)
                        .setFacesInImpairedFrames(62)
                        .setPeoplePresent(108L)
                        .setPeopleEntered(109L)
                        .setTracksEnded(110L)
                        .setDwellMeanSeconds(1.5)
                        .setDwellMedianSeconds(2.5)
                        .setWatchers(51L)
                        .setWatcherShare(0.5)
                        .setWatchedMillis(5200L)
                        .setWatchersEnded(53L)
                        .setAttentionMeanSeconds(5.4)
                        .setAttentionMedianSeconds(5.5)
                        .setMeanAge(31.5)
                        .setMedianAge(32.5)
                        .setAverageOccupancy(4.5)
                        .setPeakOccupancy(111)
                        .setSettingsVersion(112)
                        .setCounts(List.of(new AgeBandCount(0, 12, 1L, 2L, 3L), new AgeBandCount(13, null, 4L, 5L, 6L)))
                        .build()))
                .lines()
                .toList();
        assertThat(lines)
                .containsExactly(
                        "camera,site,windowStart,windowEnd,status,revision,framesAnalysed,framesUnchanged,framesPredicted,framesMissing,"
                                + "framesUndecodable,framesLate,framesImpaired,secondsWithoutFrames,secondsImpaired,secondsDark,"
                                + "secondsOverexposed,secondsBlocked,secondsBlurred,secondsMoved,facesDetected,"
                                + "facesInImpairedFrames,peoplePresent,"
                                + "peopleEntered,tracksEnded,dwellMeanSeconds,dwellMedianSeconds,watchers,watcherShare,"
                                + "watchedMillis,watchersEnded,attentionMeanSeconds,attentionMedianSeconds,countedUnit,"
                                + "settingsVersion,meanAge,"
                                + "medianAge,averageOccupancy,peakOccupancy,models,female 0-12,male 0-12,unknown 0-12,"
                                + "female 13+,male 13+,unknown 13+",
                        "lobby,Bremen,2026-11-24T12:00:00Z,2026-11-24T12:00:10Z,FINAL,3,101,55,102,103,104,105,61,6,70,71,72,"
                                + "73,74,75,107,62,108,"
                                + "109,110,1.5,2.5,51,0.5,5200,53,5.4,5.5,TRACKS,112,31.5,32.5,4.5,111,blazeface,1,2,3,4,5,6");
    }

    @Test
    void should_write_hours_and_days_too() {
        RollupSummary hour = RollupSummary.newBuilder()
                .setScope(RollupScope.SITE)
                .setSite("Bremen")
                .setPeriod(RollupPeriod.HOURLY)
                .setPeriodStart(NOON)
                .setPeriodEnd(NOON.plusSeconds(3600))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(2)
                .setPeopleEntered(7L)
                .setEndedCounts(List.of(new AgeBandCount(0, null, 4L, 2L, 1L)))
                .build();
        SummaryCsv csv = new SummaryCsv(RollupSummary.getClassSchema());

        assertThat(csv.expect(hour)).isTrue();
        assertThat(csv.expect(hour)).isFalse();
        assertThat(csv.head())
                .startsWith("scope,camera,site,cameras,period,hours,periodStart,periodEnd,timeZone,")
                .endsWith("female 0+,male 0+,unknown 0+\r\n");
        assertThat(csv.lines(List.of(hour)))
                .startsWith("SITE,,Bremen,1,HOURLY,ALL,2026-11-24T12:00:00Z,2026-11-24T13:00:00Z,UTC,FINAL,2,")
                .endsWith(",4,2,1\r\n");
    }

    @Test
    void should_tell_withheld_from_zero() {
        String line = text(List.of(summary("lobby", NOON)
                        .setWithheld(true)
                        .setPeoplePresent(null)
                        .setCounts(List.of(new AgeBandCount(0, null, null, 12L, 0L)))
                        .build()))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertThat(line).contains(",50,0,withheld,1,1,").endsWith("withheld,12,0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lobby          | lobby",
                "=1+1           | '=1+1",
                "+49            | '+49",
                "-2             | '-2",
                "@SUM(A1)       | '@SUM(A1)",
            })
    void should_give_spreadsheets_no_formula(String text, String written) {
        assertThat(SummaryCsv.harmless(text)).isEqualTo(written);
    }

    private static String text(List<DemographicSummary> windows) {
        SummaryCsv csv = new SummaryCsv();
        windows.forEach(csv::expect);
        return csv.head() + csv.lines(windows);
    }
}
