package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.LookRules;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.look.LooksAudit;
import io.agender.audit.window.SummaryAudit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the proof sends holds what it is to prove, whatever the seed. */
class LoadTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11_866, 13_325, 555_555, 987_654})
    void should_hold_people_in_zones_crossings_watchers_and_cameras_that_cant_see(long seed) {
        SummaryAudit audit = new SummaryAudit(
                new SummaryRules(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        List.of(0, 18)),
                ProofPlaces.all());
        Map<String, NaiveFaces> cameras = new HashMap<>();
        long lookingBack = 0;
        Load load = Load.of(seed, 5, 240);
        for (Frame frame : load.frames()) {
            FrameFaces faces = cameras.computeIfAbsent(frame.getCameraId(), id -> new NaiveFaces())
                    .take(frame);
            audit.take(faces);
            boolean impaired = faces.getOutcome() == FrameOutcome.ANALYSED
                    && faces.getView().getKind() != ViewKind.CLEAR;
            lookingBack += impaired && faces.getView().getSince().isBefore(faces.getCapturedAt()) ? 1 : 0;
        }
        Map<String, List<TopicRecord<DemographicSummary>>> summaries = new HashMap<>();
        load.cameras().forEach(camera -> summaries.put(camera, audit.summaries(camera)));
        List<DemographicSummary> windows = summaries.values().stream()
                .flatMap(List::stream)
                .map(TopicRecord::value)
                .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                .toList();

        assertThat(Figures.ofWindows(summaries).all())
                .allSatisfy((figure, all) -> assertThat(all).as(figure).isPositive());
        assertThat(windows).extracting(DemographicSummary::getSettingsVersion).contains(null, 1, 2);
        assertThat(sum(windows, DemographicSummary::getFramesImpaired)).isPositive();
        assertThat(sum(windows, DemographicSummary::getFacesInImpairedFrames)).isPositive();
        assertThat(lookingBack).as("frames that tell of the time before them").isPositive();
    }

    /** The audit knows neither the tracker nor its clock, and the tracker does not know the audit. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 97_769, 309_834})
    void should_give_looks_that_poses_alone_give_again(long seed) {
        LooksAudit audit = new LooksAudit(LookRules.DEFAULTS);
        Map<String, NaiveFaces> cameras = new HashMap<>();
        long watched = 0;
        for (Frame frame : Load.of(seed, 5, 240).frames()) {
            FrameFaces faces = cameras.computeIfAbsent(frame.getCameraId(), id -> new NaiveFaces())
                    .take(frame);
            audit.take(faces);
            watched += faces.getFaces().stream()
                    .filter(face -> face.getWatchedMillis() != null)
                    .mapToLong(Face::getWatchedMillis)
                    .sum();
        }

        assertThat(audit.difference()).isEmpty();
        assertThat(watched).as("milliseconds, or this tests little").isGreaterThan(5_000);
    }

    private static long sum(List<DemographicSummary> windows, ToLongFunction<DemographicSummary> figure) {
        return windows.stream().mapToLong(figure).sum();
    }
}
