package io.agender.aggregator.window;

import static io.agender.aggregator.TestCamera.clear;
import static io.agender.aggregator.TestCamera.impaired;
import static io.agender.aggregator.TestCamera.man;
import static io.agender.aggregator.TestCamera.of;
import static io.agender.aggregator.TestCamera.woman;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.aggregator.RandomPlaces;
import io.agender.aggregator.TestCamera;
import io.agender.aggregator.TestConfigs;
import io.agender.aggregator.period.SiteRollups;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.CameraState;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import io.agender.schemas.ZoneSummary;
import io.agender.schemas.camera.CameraVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time in which a camera could not see is neither time in which nobody came nor time without frames. */
class ImpairedWindowsTest {

    private final TestCamera camera = new TestCamera("lobby");
    private final List<DemographicSummary> partials = new ArrayList<>();
    private final List<DemographicSummary> finals = new ArrayList<>();
    private final List<RollupSummary> rollups = new ArrayList<>();
    private CameraWindows windows = new CameraWindows(TestConfigs.withoutPartials());
    private KnownSettings settings = KnownSettings.NONE;
    private CameraState state;

    /**
     * Frames by their second; D, O, B, U and M for DARK, OVEREXPOSED, BLOCKED, BLURRED and MOVED, with since when that is so.
     * Windows of ten seconds, grace two; told of each are seconds seen, without frames, and by kind.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // all is well, and a gap
                "0 1 2 3 4 5 6 7 8 9           | 10/0",
                "0 1 2 3             8 9       | 6/4",
                // it is told as it begins
                "0 1 2 3 4 5 6D6 7D6 8D6 9D6   | 6/0/4D",
                // it is told later, and is true of the time since
                "0 1 2 3 4 5 6 7 8D3 9D3       | 3/0/7D",
                // since before the window, and since a moment within a second
                "0D-20 1D-20 2 3 4 5 6 7 8 9   | 8/0/2D",
                "0 1 2 3 4 5 6 7 8 9D3.999     | 3/0/7D",
                "0 1 2 3 4 5 6 7 8 9D4         | 4/0/6D",
                // a gap in dark time is a gap: nobody knows
                "0 1                  8D0 9D0  | 0/6/4D",
                "0 1 2D2              8 9      | 4/5/1D",
                // a second that saw and did not
                "0 1 2 3 4 5 6 7 8 9 9.5D9.2   | 9/0/1D",
                // the first kind of several, whichever came first
                "0 1 2 3 4 5 6U0 7D5           | 0/2/3D5U",
                "0 1 2 3 4 5 6D5 7U0           | 0/2/2D6U",
                "0M0 1U1 2B2 3O3 4D4 5 6 7 8 9 | 5/0/1D1O1B1U1M",
                // out of order: what comes late says for itself
                "0 1 2 8D2 4 9                 | 4/4/2D",
                "0 1 2 3 8D2 4 5D2 9           | 3/2/5D",
                // another window's end, and what is final stays final
                "5 6 7 8 9 10 11D8             | 3/5/2D 0/8/2D",
                "5 6 7 8 9 12 13D8             | 5/5 0/8/2D",
                "5 15D-100 16D-100             | 1/9 0/8/2D",
                // since a time after it, as when the clock was set back: only this frame
                "0 1 2 3D9 4                   | 4/5/1D",
            })
    void should_tell_what_every_second_was(String frames, String seconds) {
        for (String frame : frames.split(" +")) {
            add(frame(frame));
        }

        assertThat(closeAll().stream().map(ImpairedWindowsTest::seconds)).containsExactly(seconds.split(" "));
    }

    @Test
    void should_go_back_over_all_windows_that_are_open() {
        windows = new CameraWindows(TestConfigs.of(Map.of("grace", "1m", "partial.interval", "0s")));
        for (int second = 0; second < 40; second += 2) {
            add(camera.frame(second));
        }
        add(impaired(camera.frame(40), ViewKind.BLOCKED, 13));

        assertThat(closeAll().stream().map(ImpairedWindowsTest::seconds))
                .containsExactly("5/5", "2/5/3B", "0/5/5B", "0/5/5B", "0/9/1B");
    }

    @Test
    void should_not_take_a_frame_that_counts_nowhere_for_what_was_seen() {
        add(camera.frame(5));
        add(camera.frame(12)); // the first window is final
        add(impaired(camera.frame(9), ViewKind.DARK, 1));
        add(impaired(camera.undecodable(13), ViewKind.DARK, 12));

        assertThat(closeAll().stream().map(ImpairedWindowsTest::seconds)).containsExactly("1/9", "1/9");
    }

    @Test
    void should_count_what_a_frame_that_the_detector_skipped_says_of_its_time() {
        add(camera.frame(2));
        FrameFaces skipped = impaired(camera.frame(3), ViewKind.MOVED, 2);
        skipped.setOutcome(FrameOutcome.PREDICTED);
        add(skipped);

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(seconds(summary)).isEqualTo("0/8/2M");
            assertThat(summary.getFramesImpaired()).as("of those analysed").isZero();
        });
    }

    @Test
    void should_take_a_kind_that_it_does_not_know_for_none_in_which_a_camera_sees() {
        add(impaired(camera.frame(1), ViewKind.UNKNOWN, 1));
        add(impaired(camera.frame(2), ViewKind.DARK, 2));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getSecondsImpaired()).isEqualTo(2);
            assertThat(summary.getSecondsDark()).isEqualTo(1);
            assertThat(summary.getFramesImpaired()).isEqualTo(2);
        });
    }

    @Test
    void should_go_on_with_a_camera_that_starts_again_in_the_dark() {
        add(camera.frame(0));
        add(impaired(camera.frame(2), ViewKind.DARK, 0));
        add(camera.restart("run-2").frame(6));
        add(impaired(camera.frame(8), ViewKind.DARK, 0));

        assertThat(closeAll().stream().map(ImpairedWindowsTest::seconds)).containsExactly("0/6/4D");
    }

    @Test
    void should_have_no_occupancy_of_a_window_in_which_nothing_could_be_seen() {
        add(impaired(camera.frame(1), ViewKind.DARK, 1));
        add(impaired(camera.frame(2), ViewKind.DARK, 1));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getFramesAnalysed()).isEqualTo(2);
            assertThat(summary.getFramesImpaired()).isEqualTo(2);
            assertThat(summary.getAverageOccupancy()).isNull();
        });
    }

    @Test
    void should_leave_impaired_frames_out_of_the_average_and_count_who_is_seen_in_them() {
        add(clear(camera.tracked(1, camera.track(1, Gender.MALE, 30f), camera.track(2, Gender.FEMALE, 40f))));
        add(impaired(camera.tracked(2, camera.track(3, Gender.MALE, 50f)), ViewKind.BLURRED, 2));
        add(impaired(camera.tracked(3), ViewKind.BLURRED, 2));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getFramesAnalysed()).isEqualTo(3);
            assertThat(summary.getFramesImpaired()).isEqualTo(2);
            assertThat(summary.getFacesDetected()).isEqualTo(3);
            assertThat(summary.getFacesInImpairedFrames()).isEqualTo(1);
            assertThat(summary.getAverageOccupancy()).isEqualTo(2.0);
            assertThat(summary.getPeakOccupancy()).isEqualTo(2);
            assertThat(summary.getPeoplePresent()).isEqualTo(3);
        });
    }

    @Test
    void should_leave_impaired_frames_out_of_the_averages_of_zones() {
        CameraSettings halves = new CameraSettings(
                "lobby",
                List.of(CameraVersion.newBuilder()
                        .setVersion(1)
                        .setValidFrom(Instant.EPOCH)
                        .setAppliedAt(Instant.EPOCH)
                        .setZones(List.of(
                                RandomPlaces.zone("left", 0, 0, 0.5, 0, 0.5, 1, 0, 1),
                                RandomPlaces.zone("right", 0.5, 0, 1, 0, 1, 1, 0.5, 1)))
                        .build()),
                List.of());
        settings = time -> CameraVersions.validAt(halves, time);
        add(camera.frame(1, man(30), woman(30)));
        add(impaired(camera.frame(2, man(30)), ViewKind.DARK, 2));

        assertThat(closeAll().get(0).getZones())
                .extracting(
                        ZoneSummary::getFramesImpaired,
                        ZoneSummary::getFacesDetected,
                        ZoneSummary::getFacesInImpairedFrames,
                        ZoneSummary::getAverageOccupancy)
                .containsExactly(tuple(1L, 3L, 1L, 2.0), tuple(1L, 0L, 0L, 0.0));
    }

    @Test
    void should_tell_it_of_an_open_window_up_to_the_clock() {
        windows = new CameraWindows(TestConfigs.defaults());
        add(camera.frame(0));
        add(camera.frame(1));
        add(impaired(camera.frame(6.5), ViewKind.DARK, 1));

        assertThat(partials).singleElement().satisfies(summary -> {
            assertThat(summary.getSecondsWithoutFrames()).isEqualTo(4);
            assertThat(summary.getSecondsImpaired())
                    .as("the second that is not over is not told")
                    .isEqualTo(1);
            assertThat(summary.getFramesImpaired()).isEqualTo(1);
        });
    }

    @Test
    void should_add_up_to_every_hour_of_a_site() {
        windows = new CameraWindows(TestConfigs.of(Map.of("rollups", "hourly", "partial.interval", "0s")));
        for (int second = 0; second < 3700; second++) {
            boolean dark = second >= 600 && second < 900;
            boolean away = second >= 1200 && second < 1500;
            if (!away) {
                FrameFaces frame = of("shop", camera.frame(second, man(30)));
                add(dark ? impaired(frame, ViewKind.DARK, 600) : clear(frame));
            }
        }

        RollupSummary hour = rollups.get(0);
        assertThat(hour.getStatus()).isEqualTo(SummaryStatus.FINAL);
        assertThat(hour.getSecondsWithoutFrames()).isEqualTo(300);
        assertThat(hour.getSecondsImpaired()).isEqualTo(300);
        assertThat(hour.getSecondsDark()).isEqualTo(300);
        assertThat(hour.getFramesAnalysed() - hour.getFramesImpaired())
                .as("seconds seen")
                .isEqualTo(3000);
        assertThat(hour.getAverageOccupancy()).isEqualTo(1.0);

        RollupSummary other = RollupSummary.newBuilder(hour)
                .setCameraId("door")
                .setSecondsDark(0)
                .setSecondsMoved(300)
                .build();
        SitePeriod period = SiteRollups.initial(hour);
        SiteRollups.update(period, hour);
        RollupSummary site = SiteRollups.update(period, other);
        assertThat(site.getSecondsImpaired()).isEqualTo(600);
        assertThat(site.getSecondsDark()).isEqualTo(300);
        assertThat(site.getSecondsMoved()).isEqualTo(300);
        assertThat(site.getPeriod()).isEqualTo(RollupPeriod.HOURLY);
        assertThat(site.getAverageOccupancy()).isEqualTo(1.0);
    }

    @Test
    void should_be_told_where_small_counts_are_withheld_for_it_is_of_the_camera_and_not_of_people() {
        windows = new CameraWindows(TestConfigs.of(Map.of("privacy.min.count", "5", "partial.interval", "0s")));
        add(camera.tracked(1, camera.track(1, Gender.MALE, 30f)));
        add(impaired(camera.tracked(2, camera.track(2, Gender.MALE, 30f)), ViewKind.BLOCKED, 2));

        assertThat(closeAll()).singleElement().satisfies(summary -> {
            assertThat(summary.getWithheld()).isTrue();
            assertThat(summary.getPeoplePresent()).isNull();
            assertThat(seconds(summary)).isEqualTo("1/8/1B");
        });
    }

    /** As {@code 8D3} or {@code 8}. */
    private FrameFaces frame(String text) {
        String[] parts = text.split("[DOBUM]");
        FrameFaces frame = camera.frame(Double.parseDouble(parts[0]));
        return parts.length == 1
                ? clear(frame)
                : impaired(frame, kind(text.charAt(parts[0].length())), Double.parseDouble(parts[1]));
    }

    private static ViewKind kind(char letter) {
        return switch (letter) {
            case 'D' -> ViewKind.DARK;
            case 'O' -> ViewKind.OVEREXPOSED;
            case 'B' -> ViewKind.BLOCKED;
            case 'U' -> ViewKind.BLURRED;
            default -> ViewKind.MOVED;
        };
    }

    private static String seconds(DemographicSummary summary) {
        long all = Duration.between(summary.getWindowStart(), summary.getWindowEnd())
                .toSeconds();
        String kinds = told(summary.getSecondsDark(), "D")
                + told(summary.getSecondsOverexposed(), "O")
                + told(summary.getSecondsBlocked(), "B")
                + told(summary.getSecondsBlurred(), "U")
                + told(summary.getSecondsMoved(), "M");
        return all
                - summary.getSecondsWithoutFrames()
                - summary.getSecondsImpaired()
                + "/"
                + summary.getSecondsWithoutFrames()
                + (kinds.isEmpty() ? "" : "/" + kinds);
    }

    private static String told(long seconds, String letter) {
        return seconds == 0 ? "" : seconds + letter;
    }

    private void add(FrameFaces frame) {
        if (state == null) {
            state = windows.initial(frame);
        }
        Due due = windows.update("lobby", state, frame, settings).due();
        due.summaries().stream()
                .map(TimedSummary::summary)
                .forEach(summary -> (summary.getStatus() == SummaryStatus.FINAL ? finals : partials).add(summary));
        due.rollups().forEach(rollup -> rollups.add(rollup.rollup()));
    }

    private List<DemographicSummary> closeAll() {
        windows.closeAll("lobby", state).forEach(timed -> finals.add(timed.summary()));
        return finals;
    }
}
