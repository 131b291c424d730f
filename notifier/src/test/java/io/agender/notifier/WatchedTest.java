package io.agender.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.notifier.outlet.Standing;
import io.agender.notifier.rule.Alert;
import io.agender.notifier.rule.Rule;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.TrustedRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTest {

    static {
        TrustedRecords.ensure();
    }

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final List<Alert> alerts = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void should_show_how_each_rule_stands_with_a_camera_and_which_are_about_its_trouble() throws Exception {
        Watched watched = new Watched(
                Rule.parse("crowd: more than 5 people in picture for 0s; gone: dark for 5m; blind: cannot see for 20s;"
                        + " moved: view moved at door for 0s"),
                Memory.read(folder.resolve("none.json")),
                alerts::add,
                standings::add);
        watched.take(covered(0));
        assertThat(standings)
                .containsExactly(
                        new Standing("crowd", "more than 5 people in picture for 0s", false, "lobby", false),
                        new Standing("gone", "dark for 300s", true, "lobby", false),
                        new Standing("blind", "cannot see for 20s", true, "lobby", false));

        standings.clear();
        watched.take(covered(1));
        assertThat(standings).containsExactly(new Standing("blind", "cannot see for 20s", true, "lobby", true));
        assertThat(alerts).extracting(Alert::rule).containsExactly("blind");
    }

    /** A window of ten seconds of a camera that is covered all the time. */
    private static DemographicSummary covered(int number) {
        return DemographicSummary.newBuilder()
                .setCameraId("lobby")
                .setWindowStart(START.plusSeconds(10L * number))
                .setWindowEnd(START.plusSeconds(10L * number + 10))
                .setStatus(SummaryStatus.FINAL)
                .setRevision(1)
                .setFramesAnalysed(50)
                .setFramesImpaired(50)
                .setFramesMissing(0)
                .setSecondsImpaired(10)
                .setSecondsBlocked(10)
                .setFacesDetected(0)
                .setCountedUnit(CountedUnit.TRACKS)
                .setCounts(List.of())
                .setPeakOccupancy(0)
                .setModels(List.of())
                .build();
    }
}
