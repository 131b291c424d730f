package io.agender.dashboard.report;

import static io.agender.dashboard.Records.rollup;
import static io.agender.dashboard.Records.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.dashboard.FakeClock;
import io.agender.dashboard.report.ReportView.Compared;
import io.agender.dashboard.report.ReportView.Day;
import io.agender.dashboard.report.ReportView.Gap;
import io.agender.dashboard.report.ReportView.GapKind;
import io.agender.dashboard.report.ReportView.Hour;
import io.agender.dashboard.report.ReportView.OfCamera;
import io.agender.dashboard.view.BandView;
import io.agender.dashboard.view.Cell;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Gender;
import io.agender.schemas.LineSummary;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.RollupHours;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.WeekDay;
import io.agender.schemas.ZoneSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportMakerTest {

    /** A Wednesday. */
    private static final LocalDate DATE = LocalDate.parse("2026-11-25");

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T00:00:00Z");

    private final FixedPeriods periods = new FixedPeriods();
    private final Map<String, CameraSettings> settings = new HashMap<>();
    private final List<DemographicSummary> windows = new ArrayList<>();
    private final ReportMaker reports = new ReportMaker(
            periods,
            camera -> Optional.ofNullable(settings.get(camera)),
            (camera, from, to) -> windows.stream()
                    .filter(window -> window.getCameraId().equals(camera)
                            && !window.getWindowStart().isBefore(from)
                            && window.getWindowStart().isBefore(to))
                    .toList(),
            new FakeClock(Instant.parse("2026-11-30T12:00:00Z")));

    @Test
    void should_tell_a_day_as_its_record_does_and_the_days_it_is_compared_with() {
        periods.add(
                day("lobby", 0).setPeopleEntered(120L).setAverageOccupancy(0.5).build());
        periods.add(day("lobby", -1).setPeopleEntered(100L).build());
        periods.add(day("lobby", -7).setPeopleEntered(80L).build());
        periods.add(day("door", 0).setPeopleEntered(7L).build());

        ReportView report = report(Subject.camera("lobby"), DATE, DATE);

        assertThat(report.status()).isEqualTo(SummaryStatus.FINAL);
        assertThat(report.records()).isEqualTo(1);
        assertThat(report.total())
                .containsEntry("peopleEntered", new Cell(120, 0))
                .containsEntry("tracksEnded", new Cell(8, 0))
                .containsEntry("dwellMeanSeconds", 10.0)
                .containsEntry("attentionMeanSeconds", 1.5)
                .containsEntry("averageOccupancy", 0.5)
                .containsEntry("peakOccupancy", 3L)
                .containsEntry("framesAnalysed", 1000L)
                .doesNotContainKey("cameras");
        assertThat(bands(report))
                .containsExactly(
                        new BandView(0, 12, new Cell(1, 0), new Cell(2, 0), new Cell(0, 0)),
                        new BandView(13, null, new Cell(3, 0), new Cell(1, 0), new Cell(1, 0)));
        assertThat(report.compared())
                .containsExactly(
                        new Compared(
                                "DAY_BEFORE",
                                DATE.minusDays(1),
                                DATE.minusDays(1),
                                new Cell(100, 0),
                                SummaryStatus.FINAL,
                                null),
                        new Compared(
                                "WEEK_BEFORE",
                                DATE.minusDays(7),
                                DATE.minusDays(7),
                                new Cell(80, 0),
                                SummaryStatus.FINAL,
                                null));
        assertThat(report.days())
                .containsExactly(
                        new Day(DATE, new Cell(120, 0), new Cell(80, 0), SummaryStatus.FINAL, null, 24 * 3600, 0));
    }

    @Test
    void should_show_each_hour_beside_the_same_of_a_week_before_and_a_dash_for_what_nobody_knows() {
        periods.add(hour("lobby", 0, 9)
                .setPeopleEntered(5L)
                .setSecondsDark(60)
                .setSecondsImpaired(60)
                .build());
        periods.add(hour("lobby", -7, 9).setPeopleEntered(4L).build());

        ReportView report = report(Subject.camera("lobby"), DATE, DATE);

        assertThat(report.hours()).hasSize(24);
        assertThat(report.hours().get(9))
                .isEqualTo(new Hour(DATE, 9, new Cell(5, 0), new Cell(4, 0), SummaryStatus.FINAL, null, 3600, 60));
        assertThat(report.hours().get(10)).isEqualTo(new Hour(DATE, 10, null, null, null, null, 0, 0));
        assertThat(report.total())
                .as("of the hours, where there is no day")
                .containsEntry("peopleEntered", new Cell(5, 0));
    }

    @Test
    void should_take_the_day_where_hours_withhold_what_it_tells_and_the_hours_where_the_day_has_stopped() {
        for (int hour = 8; hour < 12; hour++) {
            periods.add(hour("lobby", 0, hour)
                    .setPeopleEntered(null)
                    .setWithheld(true)
                    .build());
        }
        periods.add(day("lobby", 0)
                .setStatus(SummaryStatus.PARTIAL)
                .setWindows(4 * 360)
                .setPeopleEntered(12L)
                .build());
        assertThat(report(Subject.camera("lobby"), DATE, DATE).total()).containsEntry("peopleEntered", new Cell(12, 0));

        periods.add(hour("lobby", 0, 12).setPeopleEntered(9L).build());
        ReportView report = report(Subject.camera("lobby"), DATE, DATE);
        assertThat(report.total()).containsEntry("peopleEntered", new Cell(9, 4));
        assertThat(report.status()).isEqualTo(SummaryStatus.FINAL);
    }

    @Test
    void should_call_a_day_that_goes_on_partial_though_its_hours_are_final() {
        LocalDate today = LocalDate.parse("2026-11-30");
        periods.add(hour("lobby", 5, 9).build());

        ReportView report = report(Subject.camera("lobby"), today, today);

        assertThat(report.status()).isEqualTo(SummaryStatus.PARTIAL);
        assertThat(report.upTo()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(report.days().get(0).status()).isEqualTo(SummaryStatus.PARTIAL);
        assertThat(report.hours().get(9).status()).isEqualTo(SummaryStatus.FINAL);
    }

    @Test
    void should_take_the_highest_revision_whenever_it_comes() {
        periods.add(day("lobby", 0).setRevision(3).setPeopleEntered(33L).build());
        periods.add(day("lobby", 0).setRevision(2).setPeopleEntered(22L).build());

        assertThat(report(Subject.camera("lobby"), DATE, DATE).total()).containsEntry("peopleEntered", new Cell(33, 0));
    }

    @Test
    void should_add_all_cameras_up_and_tell_the_part_of_each() {
        periods.add(day("lobby", 0)
                .setSite("Bremen")
                .setPeopleEntered(5L)
                .setSecondsWithoutFrames(600)
                .build());
        periods.add(day("door", 0)
                .setPeopleEntered(null)
                .setWithheld(true)
                .setPeakOccupancy(9)
                .build());
        periods.add(site("Bremen", 0).setPeopleEntered(5L).build());

        ReportView report = report(Subject.ALL, DATE, DATE);

        assertThat(report.total())
                .containsEntry("peopleEntered", new Cell(5, 1))
                .containsEntry("tracksEnded", new Cell(16, 0))
                .containsEntry("peakOccupancy", 9L)
                .containsEntry("dwellMeanSeconds", 10.0);
        assertThat(report.cameras())
                .containsExactly(
                        new OfCamera("door", null, new Cell(0, 1), SummaryStatus.FINAL, 86_400, 0),
                        new OfCamera("lobby", "Bremen", new Cell(5, 0), SummaryStatus.FINAL, 86_400, 600));
        assertThat(report.coverage().known()).containsEntry("seconds", 2 * 86_400L);
        assertThat(report.choices().sites()).containsExactly("Bremen");
    }

    @Test
    void should_tell_of_a_site_what_its_own_record_does_and_not_the_sum_of_its_cameras() {
        periods.add(day("lobby", 0)
                .setSite("Bremen")
                .setPeopleEntered(null)
                .setWithheld(true)
                .build());
        periods.add(site("Bremen", 0).setPeopleEntered(5L).build());
        periods.add(day("yard", 0).setSite("Kiel").build());

        ReportView report = report(Subject.site("Bremen"), DATE, DATE);

        assertThat(report.total()).containsEntry("peopleEntered", new Cell(5, 0));
        assertThat(report.cameras()).extracting(OfCamera::cameraId).containsExactly("lobby");
        assertThat(report.coverage().known()).as("of two cameras").containsEntry("seconds", 2 * 86_400L);
    }

    @Test
    void should_add_zones_and_lines_up_by_their_names() {
        for (int day = -2; day < 0; day++) {
            periods.add(day("lobby", day)
                    .setZones(List.of(ZoneSummary.newBuilder()
                            .setZone("till")
                            .setFramesAnalysed(10)
                            .setFacesDetected(5)
                            .setPeopleEntered(3L)
                            .setStaysEnded(2L)
                            .setDwellTotalMillis(9000L)
                            .setPeakOccupancy(2)
                            .build()))
                    .setLines(List.of(LineSummary.newBuilder()
                            .setLine("entrance")
                            .setCrossedIn(4L)
                            .setCrossedOut(1L)
                            .build()))
                    .build());
        }

        ReportView report = report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(1));

        assertThat(list(report, "zones")).singleElement().satisfies(zone -> assertThat(zone)
                .containsEntry("name", "till")
                .containsEntry("peopleEntered", new Cell(6, 0))
                .containsEntry("dwellMeanSeconds", 4.5)
                .containsEntry("averageOccupancy", 0.5)
                .containsEntry("peakOccupancy", 2L));
        assertThat(list(report, "lines")).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("crossedIn", new Cell(8, 0))
                .containsEntry("crossedOut", new Cell(2, 0)));
    }

    @Test
    void should_tell_a_week_with_the_days_of_the_week_before_beside_its_own() {
        for (int day = -9; day < 5; day++) {
            periods.add(day("lobby", day).setPeopleEntered(100L + day).build());
        }

        ReportView report = report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(6));

        assertThat(report.total()).containsEntry("peopleEntered", new Cell(98 + 99 + 100 + 101 + 102 + 103 + 104, 0));
        assertThat(report.compared())
                .containsExactly(new Compared(
                        "WEEK_BEFORE",
                        MONDAY.minusDays(7),
                        MONDAY.minusDays(1),
                        new Cell(91 + 92 + 93 + 94 + 95 + 96 + 97, 0),
                        SummaryStatus.FINAL,
                        null));
        assertThat(report.days()).extracting(Day::before).startsWith(new Cell(91, 0), new Cell(92, 0));
        assertThat(report.hours()).hasSize(7 * 24).extracting(Hour::before).containsOnlyNulls();
    }

    @Test
    void should_take_the_record_of_a_week_where_its_days_withhold_what_it_tells() {
        for (int day = -2; day < 5; day++) {
            periods.add(
                    day("lobby", day).setPeopleEntered(null).setWithheld(true).build());
        }
        RollupSummary.Builder week = rollup("lobby", RollupPeriod.WEEKLY, MIDNIGHT.minusSeconds(2 * 86_400))
                .setPeriodEnd(MIDNIGHT.plusSeconds(5 * 86_400))
                .setPeopleEntered(12L);
        periods.add(week.setStatus(SummaryStatus.PARTIAL).setWindows(100).build());
        assertThat(report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(6)).total())
                .as("it has stopped before its days")
                .containsEntry("peopleEntered", new Cell(0, 7));

        periods.add(week.setStatus(SummaryStatus.FINAL).setRevision(2).build());
        assertThat(report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(6)).total())
                .containsEntry("peopleEntered", new Cell(12, 0));
        assertThat(report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(5)).total())
                .as("not of another time")
                .containsEntry("peopleEntered", new Cell(0, 6));
    }

    @Test
    void should_read_days_hours_and_weeks_in_one_go_and_once_more_only_where_days_do_not_tell() {
        for (int day = -9; day < 5; day++) {
            periods.add(day("lobby", day).build());
        }
        report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(6));
        assertThat(periods.asked).singleElement().satisfies(asked -> {
            assertThat(asked.get(RollupPeriod.DAILY)).hasSize(14);
            assertThat(asked.get(RollupPeriod.HOURLY)).hasSize(7).startsWith(MONDAY);
            assertThat(asked.get(RollupPeriod.WEEKLY)).containsExactly(MONDAY.minusDays(7), MONDAY);
        });

        periods.asked.clear();
        periods.add(
                day("lobby", -5).setStatus(SummaryStatus.PARTIAL).setRevision(2).build());
        report(Subject.camera("lobby"), MONDAY, MONDAY.plusDays(6));
        assertThat(periods.asked)
                .element(1)
                .isEqualTo(Map.of(RollupPeriod.HOURLY, new TreeSet<>(List.of(MONDAY.minusDays(3)))));
    }

    @Test
    void should_go_by_the_clock_of_each_place_with_25_hours_when_clocks_are_set_back() {
        Instant start = Instant.parse("2026-10-24T22:00:00Z");
        for (int hour = 0; hour < 25; hour++) {
            periods.add(rollup("lobby", RollupPeriod.HOURLY, start.plusSeconds(3600L * hour))
                    .setTimeZone("Europe/Berlin")
                    .setPeopleEntered(1L)
                    .build());
        }
        periods.add(rollup("far", RollupPeriod.HOURLY, Instant.parse("2026-10-25T11:00:00Z"))
                .setTimeZone("Pacific/Auckland") // Monday there
                .setPeopleEntered(100L)
                .build());
        LocalDate sunday = LocalDate.parse("2026-10-25");

        ReportView report = report(Subject.ALL, sunday, sunday);

        assertThat(report.timeZones()).containsExactly("Europe/Berlin");
        assertThat(report.total()).containsEntry("peopleEntered", new Cell(25, 0));
        assertThat(report.hours().get(2))
                .isEqualTo(new Hour(sunday, 2, new Cell(2, 0), null, SummaryStatus.FINAL, null, 2 * 3600, 0));
    }

    @Test
    void should_leave_hours_out_of_a_long_time() {
        periods.add(day("lobby", 0).build());

        ReportView report = report(Subject.camera("lobby"), DATE.minusDays(100), DATE);

        assertThat(report.hours()).isNull();
        assertThat(report.days()).hasSize(101);
    }

    @Test
    void should_tell_what_is_likely_true_only_where_one_record_does() {
        CountEstimate estimate = new CountEstimate(0, 12, Gender.UNKNOWN, 21.0, 10L, 31L);
        periods.add(day("lobby", 0)
                .setEndedEstimates(List.of(estimate))
                .setEstimatedBy("some faces")
                .build());
        periods.add(day("lobby", 1).setEndedEstimates(List.of(estimate)).build());

        assertThat(report(Subject.camera("lobby"), DATE, DATE).estimates())
                .containsExactly(new ReportView.Estimate(0, 12, Gender.UNKNOWN, 21.0, 10, 31));
        assertThat(report(Subject.camera("lobby"), DATE, DATE).estimatedBy()).isEqualTo("some faces");
        assertThat(report(Subject.camera("lobby"), DATE, DATE.plusDays(1)).estimates())
                .isNull();
    }

    @Test
    void should_grey_the_hours_in_which_the_place_is_closed() {
        settings.put(
                "lobby",
                settings(new OpeningHours(
                        List.of(new OpenDay(WeekDay.WEDNESDAY, List.of(new OpenTime(9 * 60 + 30, 12 * 60)))),
                        List.of(new OpenDate("2026-11-26", List.of(new OpenTime(10 * 60, 11 * 60)))))));
        periods.add(day("lobby", 0).build());

        ReportView report = report(Subject.camera("lobby"), DATE, DATE.plusDays(2));

        assertThat(report.hours().stream().filter(hour -> hour.open()).map(hour -> hour.date() + " " + hour.hour()))
                .containsExactly("2026-11-25 9", "2026-11-25 10", "2026-11-25 11", "2026-11-26 10");
    }

    @Test
    void should_tell_by_windows_when_a_camera_did_not_see() {
        periods.add(
                day("lobby", 0).setSecondsDark(1200).setSecondsImpaired(1200).build());
        for (int hour = 0; hour < 24; hour++) {
            periods.add(hour("lobby", 0, hour)
                    .setWindows(6)
                    .setSecondsDark(hour == 14 ? 1200 : 0)
                    .setSecondsImpaired(hour == 14 ? 1200 : 0)
                    .build());
        }
        for (int tenth = 0; tenth < 6; tenth++) {
            long dark = tenth < 2 ? 600 : 0;
            Instant start = at(14).plusSeconds(600L * tenth);
            windows.add(summary("lobby", start)
                    .setWindowEnd(start.plusSeconds(600))
                    .setSecondsDark(dark)
                    .setSecondsImpaired(dark)
                    .build());
        }

        assertThat(report(Subject.camera("lobby"), DATE, DATE).coverage().gaps())
                .containsExactly(new Gap("lobby", GapKind.DARK, "2026-11-25T14:00", "2026-11-25T14:20", 1200, true));
    }

    @Test
    void should_tell_by_hours_when_a_camera_did_not_see_where_windows_are_gone_or_never_were() {
        periods.add(day("lobby", 0).setSecondsWithoutFrames(7200 + 300).build());
        for (int hour = 0; hour < 22; hour++) {
            periods.add(hour("lobby", 0, hour)
                    .setSecondsWithoutFrames(hour == 3 ? 300 : hour == 4 ? 59 : 0)
                    .build());
        }

        assertThat(report(Subject.camera("lobby"), DATE, DATE).coverage().gaps())
                .containsExactly(
                        new Gap("lobby", GapKind.NO_FRAMES, "2026-11-25T03:00", "2026-11-25T04:00", 300, false),
                        new Gap("lobby", GapKind.NO_FRAMES, "2026-11-25T22:00", "2026-11-26T00:00", 7200, false));
    }

    @Test
    void should_not_complain_of_a_camera_that_saw_nothing_while_its_place_was_closed() {
        settings.put(
                "lobby",
                settings(new OpeningHours(
                        List.of(new OpenDay(WeekDay.WEDNESDAY, List.of(new OpenTime(4 * 60, 24 * 60)))), List.of())));
        periods.add(day("lobby", 0).build());
        for (int hour = 0; hour < 24; hour++) {
            periods.add(hour("lobby", 0, hour)
                    .setSecondsWithoutFrames(hour == 3 || hour == 4 ? 600 : 0)
                    .build());
        }

        assertThat(report(Subject.camera("lobby"), DATE, DATE).coverage().gaps())
                .extracting(Gap::from)
                .containsExactly("2026-11-25T04:00");
    }

    /** Open from 9:30 to 11 and from 12 to 13 on Wednesdays, and not on other days. */
    private static final OpeningHours WEDNESDAYS = new OpeningHours(
            List.of(new OpenDay(
                    WeekDay.WEDNESDAY, List.of(new OpenTime(9 * 60 + 30, 11 * 60), new OpenTime(12 * 60, 13 * 60)))),
            List.of());

    @Test
    void should_tell_of_opening_hours_nothing_but_what_is_within_them() {
        settings.put("lobby", settings(WEDNESDAYS));
        for (int day = -7; day <= 0; day++) {
            periods.add(day("lobby", day).setPeopleEntered(100L).build());
            for (int hour = 0; hour < 24; hour++) {
                periods.add(hour("lobby", day, hour).setPeopleEntered(50L).build());
            }
        }
        periods.add(open(day("lobby", 0)).setPeopleEntered(30L).build());
        periods.add(open(day("lobby", -7)).setPeopleEntered(20L).build());
        for (int hour : List.of(9, 10, 12)) {
            periods.add(
                    open(hour("lobby", 0, hour)).setPeopleEntered((long) hour).build());
        }

        ReportView report = openReport(Subject.camera("lobby"), DATE, DATE);

        assertThat(report.within()).isEqualTo(RollupHours.OPEN);
        assertThat(report.opening()).isEqualTo(new ReportView.Opening(true, List.of()));
        assertThat(report.total()).containsEntry("peopleEntered", new Cell(30, 0));
        assertThat(report.records()).isEqualTo(1);
        assertThat(report.compared())
                .extracting(Compared::visitors, Compared::open)
                .containsExactly(tuple(null, false), tuple(new Cell(20, 0), true));
        assertThat(report.days())
                .containsExactly(new Day(DATE, new Cell(30, 0), new Cell(20, 0), SummaryStatus.FINAL, true, 9000, 0));
        assertThat(report.hours().stream().filter(hour -> hour.visitors() != null))
                .containsExactly(
                        new Hour(DATE, 9, new Cell(9, 0), null, SummaryStatus.FINAL, true, 1800, 0),
                        new Hour(DATE, 10, new Cell(10, 0), null, SummaryStatus.FINAL, true, 3600, 0),
                        new Hour(DATE, 12, new Cell(12, 0), null, SummaryStatus.FINAL, true, 3600, 0));
        assertThat(report(Subject.camera("lobby"), DATE, DATE).total())
                .as("of the whole day")
                .containsEntry("peopleEntered", new Cell(100, 0));
        assertThat(openReport(Subject.camera("lobby"), DATE.minusDays(1), DATE.minusDays(1))
                        .days())
                .as("closed")
                .containsExactly(new Day(DATE.minusDays(1), null, null, null, false, 0, 0));
    }

    @Test
    void should_name_the_cameras_of_which_no_opening_hours_are_known() {
        settings.put("lobby", settings(WEDNESDAYS));
        settings.put("door", settings(WEDNESDAYS));
        for (String camera : List.of("lobby", "door", "yard")) {
            periods.add(day(camera, 0).setSite("Bremen").build());
        }
        periods.add(open(day("lobby", 0)).setSite("Bremen").build());
        periods.add(open(day("door", 0)).setSite("Bremen").build());
        periods.add(open(site("Bremen", 0))
                .setPeopleEntered(5L)
                .setSecondsWithoutFrames(600)
                .build());

        ReportView report = openReport(Subject.site("Bremen"), DATE, DATE);

        assertThat(report.opening()).isEqualTo(new ReportView.Opening(true, List.of("yard")));
        assertThat(report.total()).containsEntry("peopleEntered", new Cell(5, 0));
        assertThat(report.coverage().known())
                .as("of two cameras that are open for two and a half hours")
                .containsEntry("seconds", 2 * 9000L)
                .containsEntry("secondsWithoutFrames", 600L);
        assertThat(report.cameras()).extracting(OfCamera::cameraId).containsExactly("door", "lobby");
        assertThat(openReport(Subject.camera("yard"), DATE, DATE).opening())
                .isEqualTo(new ReportView.Opening(false, List.of("yard")));
        assertThat(openReport(Subject.camera("yard"), DATE, DATE).total()).containsEntry("peopleEntered", null);
        assertThat(report(Subject.ALL, DATE, DATE).opening().known()).isTrue();
    }

    @Test
    void should_tell_when_a_camera_did_not_see_within_opening_hours_by_these() {
        settings.put("lobby", settings(WEDNESDAYS));
        periods.add(open(day("lobby", 0)).setSecondsWithoutFrames(300 + 3600).build());
        periods.add(open(hour("lobby", 0, 9)).setSecondsWithoutFrames(300).build());
        periods.add(open(hour("lobby", 0, 10)).build());

        assertThat(openReport(Subject.camera("lobby"), DATE, DATE).coverage().gaps())
                .containsExactly(
                        new Gap("lobby", GapKind.NO_FRAMES, "2026-11-25T09:30", "2026-11-25T10:00", 300, false),
                        new Gap("lobby", GapKind.NO_FRAMES, "2026-11-25T12:00", "2026-11-25T13:00", 3600, false));

        for (int minute = 0; minute < 60; minute++) {
            Instant start = at(9).plusSeconds(60L * minute);
            long dark = minute < 35 ? 60 : 0;
            windows.add(summary("lobby", start)
                    .setWindowEnd(start.plusSeconds(60))
                    .setSecondsDark(dark)
                    .setSecondsImpaired(dark)
                    .build());
        }
        periods.add(open(hour("lobby", 0, 9))
                .setRevision(2)
                .setWindows(30)
                .setSecondsDark(300)
                .setSecondsImpaired(300)
                .build());
        assertThat(openReport(Subject.camera("lobby"), DATE, DATE).coverage().gaps())
                .as("by windows")
                .contains(new Gap("lobby", GapKind.DARK, "2026-11-25T09:30", "2026-11-25T09:35", 300, true));
    }

    @Test
    void should_tell_nothing_of_what_nobody_knows() {
        ReportView report = report(Subject.ALL, DATE, DATE);

        assertThat(report.status()).isNull();
        assertThat(report.newest()).isNull();
        assertThat(report.total()).containsEntry("peopleEntered", null).containsEntry("dwellMeanSeconds", null);
        assertThat(report.compared()).extracting(Compared::visitors).containsOnlyNulls();
    }

    @Test
    void should_not_take_what_is_not_tracked_for_nobody() {
        periods.add(day("lobby", 0)
                .setPeopleEntered(null)
                .setTracksEnded(null)
                .setDwellTotalMillis(null)
                .setEndedCounts(List.of())
                .build());

        assertThat(report(Subject.camera("lobby"), DATE, DATE).total())
                .containsEntry("peopleEntered", null)
                .containsEntry("tracksEnded", null)
                .containsEntry("dwellMeanSeconds", null)
                .containsEntry("endedCounts", List.of());
    }

    @Test
    void should_count_cells_that_are_withheld() {
        periods.add(day("lobby", 0)
                .setWithheld(true)
                .setEndedCounts(List.of(new AgeBandCount(0, null, null, 2L, 3L)))
                .build());
        periods.add(day("lobby", 1)
                .setEndedCounts(List.of(new AgeBandCount(0, null, 1L, 2L, 3L)))
                .build());

        assertThat(bands(report(Subject.camera("lobby"), DATE, DATE.plusDays(1))))
                .containsExactly(new BandView(0, null, new Cell(1, 1), new Cell(4, 0), new Cell(6, 0)));
    }

    private ReportView report(Subject subject, LocalDate from, LocalDate to) {
        return reports.make(new ReportQuery(subject, from, to));
    }

    private ReportView openReport(Subject subject, LocalDate from, LocalDate to) {
        return reports.make(new ReportQuery(subject, RollupHours.OPEN, from, to));
    }

    private static RollupSummary.Builder open(RollupSummary.Builder rollup) {
        return rollup.setHours(RollupHours.OPEN);
    }

    private static RollupSummary.Builder day(String camera, int after) {
        return rollup(camera, RollupPeriod.DAILY, MIDNIGHT.plusSeconds(86_400L * after));
    }

    private static RollupSummary.Builder site(String label, int after) {
        return day(null, after).setScope(RollupScope.SITE).setSite(label).setCameras(2);
    }

    private static RollupSummary.Builder hour(String camera, int day, int hour) {
        return rollup(camera, RollupPeriod.HOURLY, at(hour).plusSeconds(86_400L * day));
    }

    private static Instant at(int hour) {
        return MIDNIGHT.plusSeconds(3600L * hour);
    }

    private static CameraSettings settings(OpeningHours hours) {
        return new CameraSettings(
                "lobby",
                List.of(CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .setOpeningHours(hours)
                        .build()),
                List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<BandView> bands(ReportView report) {
        return (List<BandView>) report.total().get("endedCounts");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(ReportView report, String name) {
        return (List<Map<String, Object>>) report.total().get(name);
    }
}
