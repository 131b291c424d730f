package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CamerasReportTest {

    private final String report = CamerasReport.of(
            List.of(figures(new CamerasStep(1, 1), 100, 200), figures(new CamerasStep(64, 64), 730, 452)));

    @Test
    void should_tell_what_a_frame_costs_while_cameras_send() {
        assertThat(report)
                .contains("| 1/1 | 40.0 | 20.0 | 5.00 | 1.00 | 2.00 | 0.50 | 8.50 | 500 | 700 | 30 |")
                .contains("| 64/64 | 40.0 | 20.0 | 5.00 | 1.00 | 2.00 | 0.50 | 8.50 | 500 | 700 | 30 |");
    }

    @Test
    void should_tell_what_silent_cameras_cost_and_each_of_them() {
        assertThat(report)
                .contains("| 1/1 | 10.0 | 0.0 | 0.0 | 0.0 | 10.0 | 10.00 |")
                .contains("| 64/64 | 73.0 | 0.0 | 0.0 | 0.0 | 73.0 | 1.14 |");
    }

    @Test
    void should_tell_the_memory_of_each_service_and_what_one_more_costs() {
        assertThat(report)
                .contains("| 1/1 | 200 | 50.5 | 100 | 20.0 | 300 | 80.0 |")
                .contains("From 1/1 to 64/64 one more costs 1.00 ms of processor time a second while all are silent;"
                        + " processor 4.0 MB, aggregator 0.0 MB, broker 0.0 MB.");
    }

    @Test
    void should_draw_a_line_through_the_first_two_and_put_the_others_beside_it() {
        String drawn = CamerasReport.of(List.of(
                figures(new CamerasStep(1, 1), 100, 200),
                figures(new CamerasStep(3, 3), 140, 208),
                figures(new CamerasStep(64, 1), 100, 200),
                figures(new CamerasStep(16, 16), 450, 290)));

        assertThat(drawn)
                .contains("A straight line through 1/1 and 3/3, and what was measured:")
                .contains("| 16/16 | 340 | 340 | 40 | 45 | 260 | 290 |")
                .doesNotContain("| 64/1 | 340 |");
        assertThat(report).doesNotContain("straight line");
    }

    private static CamerasFigures figures(CamerasStep step, long silentMillis, long residentMegabytes) {
        return new CamerasFigures(
                step,
                400,
                new ProcessorTimes(
                        Duration.ofSeconds(10),
                        Map.of(
                                Part.PROCESSOR, Duration.ofMillis(2000),
                                Part.AGGREGATOR, Duration.ofMillis(400),
                                Part.BROKER, Duration.ofMillis(600),
                                Part.REGISTRY, Duration.ofMillis(200),
                                Part.LOAD, Duration.ofMillis(200))),
                new ProcessorTimes(Duration.ofSeconds(10), Map.of(Part.PROCESSOR, Duration.ofMillis(silentMillis))),
                200,
                Map.of(
                        Part.PROCESSOR, new CamerasFigures.Memory(residentMegabytes, 50.5),
                        Part.AGGREGATOR, new CamerasFigures.Memory(100, 20),
                        Part.BROKER, new CamerasFigures.Memory(300, 80)),
                new Footprint.Bytes(400_000, 280_000, 200_000, 12_000));
    }
}
