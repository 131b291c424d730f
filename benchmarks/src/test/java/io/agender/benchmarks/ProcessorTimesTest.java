package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimesTest {

    private static final ProcessorTimes BEFORE = new ProcessorTimes(
            Duration.ofSeconds(100), Map.of(Part.PROCESSOR, Duration.ofSeconds(7), Part.BROKER, Duration.ofSeconds(3)));

    private static final ProcessorTimes AFTER = new ProcessorTimes(
            Duration.ofSeconds(110),
            Map.of(Part.PROCESSOR, Duration.ofSeconds(22), Part.BROKER, Duration.ofSeconds(5)));

    @Test
    void should_tell_what_was_taken_between_two_moments() {
        ProcessorTimes between = AFTER.since(BEFORE);

        assertThat(between.elapsed()).isEqualTo(Duration.ofSeconds(10));
        assertThat(between.taken())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Part.PROCESSOR, Duration.ofSeconds(15), Part.BROKER, Duration.ofSeconds(2)));
    }

    @Test
    void should_share_the_time_out_among_frames() {
        assertThat(AFTER.since(BEFORE).millisPerFrame(1000, Part.PROCESSOR)).isEqualTo(15, within(1e-9));
        assertThat(AFTER.since(BEFORE).millisPerFrame(1000, Part.values())).isEqualTo(17, within(1e-9));
    }

    @Test
    void should_tell_how_many_cores_were_busy() {
        assertThat(AFTER.since(BEFORE).cores(Part.PROCESSOR)).isEqualTo(1.5, within(1e-9));
        assertThat(AFTER.since(BEFORE).cores(Part.BROKER, Part.REGISTRY)).isEqualTo(0.2, within(1e-9));
    }

    @Test
    void should_count_a_process_from_its_start_that_was_not_there_before() {
        ProcessorTimes none = new ProcessorTimes(Duration.ofSeconds(100), Map.of());

        assertThat(AFTER.since(none).cores(Part.PROCESSOR)).isEqualTo(2.2, within(1e-9));
    }
}
