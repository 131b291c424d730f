package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScaleReportTest {

    @Test
    void should_compare_medians_and_tell_apart_what_was_measured_and_what_is_computed() {
        String report = ScaleReport.of(new TreeMap<>(Map.of(
                1, List.of(turn(100, 9), turn(110, 10), turn(300, 30)),
                2, List.of(turn(165, 11), turn(40, 50), turn(200, 8)))));

        assertThat(report)
                .contains("| stream threads | 1 | 2 |")
                .contains("| frames/s | 110.0 | 165.0 |")
                .contains("| processor time of the inference processor, ms a frame | 10.00 | 11.00 |")
                .contains("| of broker and registry | 3.00 | 3.00 |")
                .contains("  1: 100.0 110.0 300.0")
                .contains("  2: 165.0 40.0 200.0")
                .contains("2 threads / 1: measured 1.50; computed, had the processor a machine of its own with a core"
                        + " for each thread: 1.82");
    }

    @Test
    void should_say_how_much_of_the_machine_the_others_took() {
        String report = ScaleReport.of(Map.of(1, List.of(turn(100, 10))));

        assertThat(report)
                .contains("| cores that the inference processor kept busy | 1.00 |")
                .contains("| cores that all others kept busy | 0.50 |")
                .doesNotContain("threads / 1");
    }

    /** Of 100 frames, which the broker and the others take as much of as ever. */
    private static ScaleTurn turn(double framesPerSecond, long processorMillis) {
        return new ScaleTurn(
                framesPerSecond,
                100,
                new ProcessorTimes(
                        Duration.ofSeconds(1),
                        Map.of(
                                Part.PROCESSOR, Duration.ofMillis(100 * processorMillis),
                                Part.BROKER, Duration.ofMillis(200),
                                Part.REGISTRY, Duration.ofMillis(100),
                                Part.AGGREGATOR, Duration.ofMillis(100),
                                Part.LOAD, Duration.ofMillis(100))));
    }
}
