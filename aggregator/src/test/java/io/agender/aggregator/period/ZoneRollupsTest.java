package io.agender.aggregator.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.aggregator.RandomCrowd;
import io.agender.aggregator.RandomPlaces;
import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.window.CameraWindows;
import io.agender.aggregator.window.Due;
import io.agender.aggregator.window.TimedSummary;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.LineSummary;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.calendar.LocalPeriod;
import io.agender.schemas.camera.CameraVersions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What of zones and lines adds up in hours, days and sites. */
class ZoneRollupsTest {

    static {
        TrustedRecords.ensure();
    }

    @Test
    void should_roll_zones_and_lines_up_to_the_sums_of_their_windows() {
        AggregatorConfig config = TestConfigs.of(Map.of("rollups", "hourly,daily"));
        for (int seed = 0; seed < 100; seed++) {
            List<FrameFaces> frames = new RandomCrowd(seed, seed % 2 == 0).frames();
            CameraSettings settings = RandomPlaces.of(seed);
            CameraWindows windows = new CameraWindows(config);
            CameraState state = windows.initial(frames.get(0));
            Map<Instant, RollupSummary> days = new TreeMap<>();
            Map<String, long[]> wanted = new TreeMap<>();
            for (FrameFaces frame : frames) {
                Due due = windows.update("lobby", state, frame, time -> CameraVersions.validAt(settings, time))
                        .due();
                due.summaries().stream()
                        .map(TimedSummary::summary)
                        .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                        .forEach(summary -> add(wanted, summary.getZones(), summary.getLines()));
                due.rollups().stream()
                        .map(TimedRollup::rollup)
                        .filter(rollup -> rollup.getPeriod() == RollupPeriod.DAILY)
                        .forEach(rollup -> days.put(rollup.getPeriodStart(), rollup));
            }
            Map<String, long[]> found = new TreeMap<>();
            days.values().forEach(day -> add(found, day.getZones(), day.getLines()));
            assertThat(found).as("seed %s", seed).containsOnlyKeys(wanted.keySet());
            int number = seed;
            found.forEach((name, sums) ->
                    assertThat(sums).as("seed %s, %s", number, name).isEqualTo(wanted.get(name)));
            assertThat(days.values())
                    .allSatisfy(day -> assertThat(day.getZones()).allSatisfy(zone -> {
                        assertThat(zone.getPeoplePresent()).isNull();
                        assertThat(zone.getCounts()).isEmpty();
                        assertThat(zone.getDwellMedianSeconds()).isNull();
                    }));
        }
    }

    private static void add(Map<String, long[]> sums, List<ZoneSummary> zones, List<LineSummary> lines) {
        for (ZoneSummary zone : zones) {
            long[] sum = sums.computeIfAbsent("zone " + zone.getZone(), none -> new long[9]);
            sum[0] += zone.getFramesAnalysed();
            sum[1] += zone.getFacesDetected();
            sum[2] += number(zone.getPeopleEntered());
            sum[3] += number(zone.getStaysEnded());
            sum[4] += number(zone.getDwellTotalMillis());
            sum[5] += total(zone.getEndedCounts());
            sum[7] += zone.getFramesImpaired();
            sum[8] += zone.getFacesInImpairedFrames();
            sum[6] = Math.max(sum[6], zone.getPeakOccupancy());
        }
        for (LineSummary line : lines) {
            long[] sum = sums.computeIfAbsent("line " + line.getLine(), none -> new long[4]);
            sum[0] += number(line.getCrossedIn());
            sum[1] += number(line.getCrossedOut());
            sum[2] += total(line.getInCounts());
            sum[3] += total(line.getOutCounts());
        }
    }

    private static long number(Long value) {
        return value == null ? 0 : value;
    }

    private static long total(List<AgeBandCount> counts) {
        return counts.stream()
                .mapToLong(band -> band.getFemale() + band.getMale() + band.getUnknown())
                .sum();
    }

    @Test
    void should_add_zones_of_the_same_name_over_the_cameras_of_a_site_and_keep_the_others_beside_them() {
        SitePeriod state = SiteRollups.initial(hour("door", "entrance", 3L));
        SiteRollups.update(state, hour("door", "entrance", 3L));
        SiteRollups.update(state, hour("yard", "gate", 5L));

        RollupSummary site = SiteRollups.update(state, hour("gate", "entrance", 4L));

        assertThat(site.getZones())
                .extracting(zone -> zone.getZone() + " " + zone.getPeopleEntered() + " " + zone.getDwellMeanSeconds()
                        + " " + zone.getAverageOccupancy() + " " + zone.getPeakOccupancy())
                .containsExactly("entrance 7 2.0 0.5 4", "gate 5 2.0 0.5 5");
        assertThat(site.getLines())
                .extracting(line -> line.getLine() + " " + line.getCrossedIn() + " " + line.getCrossedOut())
                .containsExactly("entrance 7 2", "gate 5 1");
    }

    @Test
    void should_not_know_the_sum_where_one_camera_withholds() {
        RollupSummary withheld = hour("gate", "entrance", null);
        withheld.setWithheld(true);
        SitePeriod state = SiteRollups.initial(withheld);
        SiteRollups.update(state, hour("door", "entrance", 3L));

        RollupSummary site = SiteRollups.update(state, withheld);

        assertThat(site.getZones()).singleElement().satisfies(zone -> {
            assertThat(zone.getPeopleEntered()).isNull();
            assertThat(zone.getDwellMeanSeconds()).isNull();
            assertThat(zone.getFacesDetected()).isEqualTo(20);
        });
        assertThat(site.getLines().get(0).getCrossedIn()).isNull();
    }

    /** An hour of a camera with one zone and one line; everybody stayed for two seconds. */
    private static RollupSummary hour(String camera, String name, Long entered) {
        ZoneSummary zone = ZoneSummary.newBuilder()
                .setZone(name)
                .setFramesAnalysed(20)
                .setFacesDetected(10)
                .setPeakOccupancy(entered == null ? 1 : entered.intValue())
                .setPeopleEntered(entered)
                .setStaysEnded(entered)
                .setDwellTotalMillis(entered == null ? null : Long.valueOf(2000 * entered))
                .build();
        LineSummary line = LineSummary.newBuilder()
                .setLine(name)
                .setCrossedIn(entered)
                .setCrossedOut(entered == null ? null : Long.valueOf(1))
                .build();
        return RollupSums.empty(
                        RollupScope.CAMERA, LocalPeriod.at(RollupPeriod.HOURLY, ZoneOffset.UTC, TestCamera.START))
                .setCameraId(camera)
                .setSite("shop")
                .setStatus(SummaryStatus.FINAL)
                .setZones(new ArrayList<>(List.of(zone)))
                .setLines(new ArrayList<>(List.of(line)))
                .build();
    }
}
