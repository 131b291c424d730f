package io.agender.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.runtime.AvroStateSerde;
import io.agender.schemas.CameraState;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupPeriod;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SummaryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On random streams with gaps, late frames and restarts, the fold and a batch program that keeps everything must agree. */
class RandomCrowdTest {

    private static final int CASES = 300;

    @ParameterizedTest
    @ValueSource(strings = {"5s", "10s", "60s"})
    void should_say_what_a_batch_over_all_frames_says(String window) {
        AggregatorConfig config = TestConfigs.of(Map.of("window", window, "partial.interval", "0s"));
        long late = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed);
            NaiveSummaries naive = new NaiveSummaries(config.window(), config.grace(), crowd.frames());
            late += naive.late();

            assertThat(finals(config, crowd.frames()).stream().map(NaiveSummaries::line))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrderElementsOf(naive.lines());
        }
        assertThat(late).as("late frames, or this tests little").isGreaterThan(CASES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "5s", "10s", "60s"})
    void should_say_what_a_batch_over_all_frames_says_when_the_clock_jumps(String window) {
        AggregatorConfig config = TestConfigs.of(Map.of("window", window, "partial.interval", "0s"));
        long frames = 0;
        long late = 0;
        long steady = 0;
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed, true);
            NaiveSummaries naive = new NaiveSummaries(config.window(), config.grace(), crowd.frames());
            frames += crowd.frames().size();
            late += naive.late();
            steady += new NaiveSummaries(config.window(), config.grace(), new RandomCrowd(seed).frames()).late();

            assertThat(finals(config, crowd.frames()).stream().map(NaiveSummaries::line))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrderElementsOf(naive.lines());
        }
        assertThat(late)
                .as("late of %s frames, %s when it is steady", frames, steady)
                .isLessThan(steady * 5 / 4);
    }

    @Test
    void should_count_every_track_once_as_entered_and_once_as_ended() {
        for (int seed = 0; seed < CASES; seed++) {
            RandomCrowd crowd = new RandomCrowd(seed);
            List<DemographicSummary> finals = finals(TestConfigs.defaults(), crowd.frames());

            assertThat(sum(finals, DemographicSummary::getPeopleEntered))
                    .as("entered, seed %s", seed)
                    .isEqualTo(crowd.tracks().size());
            assertThat(sum(finals, DemographicSummary::getTracksEnded))
                    .as("ended, seed %s", seed)
                    .isEqualTo(crowd.tracks().size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_roll_hours_and_days_up_to_the_sums_of_their_windows(boolean jumps) {
        AggregatorConfig config = TestConfigs.of(Map.of("rollups", "hourly,daily"));
        for (int seed = 0; seed < CASES; seed++) {
            List<FrameFaces> frames = new RandomCrowd(seed, jumps).frames();
            CameraWindows windows = new CameraWindows(config);
            CameraState state = windows.initial(frames.get(0));
            Map<RollupPeriod, Map<Instant, RollupSummary>> last =
                    Map.of(RollupPeriod.HOURLY, new TreeMap<>(), RollupPeriod.DAILY, new TreeMap<>());
            List<DemographicSummary> finals = new ArrayList<>();
            for (FrameFaces frame : frames) {
                Due due = windows.update("lobby", state, frame).due();
                due.summaries().stream()
                        .map(TimedSummary::summary)
                        .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                        .forEach(finals::add);
                for (TimedRollup timed : due.rollups()) {
                    RollupSummary rollup = timed.rollup();
                    RollupSummary before = last.get(rollup.getPeriod()).put(rollup.getPeriodStart(), rollup);
                    assertThat(rollup.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
                }
            }

            // The last words on all periods hold every window.
            assertThat(last.values()).as("seed %s", seed).allSatisfy(periods -> {
                assertThat(sum(periods, RollupSummary::getWindows)).isEqualTo(finals.size());
                assertThat(sum(periods, RollupSummary::getPeopleEntered))
                        .isEqualTo(sum(finals, DemographicSummary::getPeopleEntered));
                assertThat(sum(periods, RollupSummary::getTracksEnded))
                        .isEqualTo(sum(finals, DemographicSummary::getTracksEnded));
                assertThat(sum(periods, RollupSummary::getFramesAnalysed))
                        .isEqualTo(sum(finals, DemographicSummary::getFramesAnalysed));
                assertThat(sum(periods, RollupSummary::getFramesLate))
                        .isEqualTo(sum(finals, DemographicSummary::getFramesLate));
            });
        }
    }

    /** The state goes through its serialised form after every frame, as it does in the store. */
    private static List<DemographicSummary> finals(AggregatorConfig config, List<FrameFaces> frames) {
        Serde<CameraState> store = AvroStateSerde.of(CameraState.class);
        CameraWindows windows = new CameraWindows(config);
        List<DemographicSummary> finals = new ArrayList<>();
        byte[] stored = store.serializer().serialize("t", windows.initial(frames.get(0)));
        for (FrameFaces frame : frames) {
            CameraState state = store.deserializer().deserialize("t", stored);
            windows.update("lobby", state, frame).due().summaries().stream()
                    .map(TimedSummary::summary)
                    .filter(summary -> summary.getStatus() == SummaryStatus.FINAL)
                    .forEach(finals::add);
            stored = store.serializer().serialize("t", state);
        }
        return finals;
    }

    private static long sum(Map<Instant, RollupSummary> periods, ToLongFunction<RollupSummary> value) {
        return periods.values().stream().mapToLong(value).sum();
    }

    private static long sum(List<DemographicSummary> summaries, ToLongFunction<DemographicSummary> value) {
        return summaries.stream().mapToLong(value).sum();
    }
}
