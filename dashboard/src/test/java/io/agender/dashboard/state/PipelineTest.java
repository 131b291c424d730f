package io.agender.dashboard.state;

import static io.agender.dashboard.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.FakeClock;
import io.agender.dashboard.view.PipelineState;
import io.agender.dashboard.view.PipelineView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final List<String> BOTH = List.of("lobby", "door");

    private final FakeClock clock = new FakeClock(NOON);
    private Instant brokersSilentSince;
    private final Pipeline pipeline = new Pipeline(clock, () -> brokersSilentSince, Map.of("lobby", 0, "door", 1));

    @Test
    void should_know_nothing_while_processors_leave_no_marks() {
        pipeline.takeFaces(0, NOON);
        assertThat(pipeline.view(BOTH)).isEqualTo(new PipelineView(PipelineState.UNKNOWN, null));
        assertThat(pipeline.told("lobby")).isEqualTo(Told.NO_MARKS);
    }

    @Test
    void should_tell_since_when_a_partition_is_not_analysed_though_another_is() {
        pipeline.takeMark(0, NOON);
        pipeline.takeMark(1, NOON);
        clock.pass(Duration.ofSeconds(16));
        pipeline.takeMark(1, clock.instant());
        assertThat(pipeline.view(BOTH)).isEqualTo(new PipelineView(PipelineState.NOT_ANALYSED, NOON));
        assertThat(pipeline.view(List.of("door")).state()).isEqualTo(PipelineState.ANALYSED);
        assertThat(pipeline.told("lobby").analysed()).isFalse();
        assertThat(pipeline.told("door").analysed()).isTrue();
        assertThat(pipeline.told("from elsewhere").analysed())
                .as("a camera whose partition is not known")
                .isFalse();
    }

    @Test
    void should_tell_those_who_are_behind_from_those_who_are_gone() {
        pipeline.takeMark(0, NOON);
        pipeline.takeMark(1, NOON);
        clock.pass(Duration.ofSeconds(60));
        pipeline.takeFaces(0, clock.instant());
        assertThat(pipeline.view(List.of("lobby"))).isEqualTo(new PipelineView(PipelineState.BEHIND, NOON));
        assertThat(pipeline.view(BOTH).state()).isEqualTo(PipelineState.NOT_ANALYSED);
    }

    @Test
    void should_blame_the_brokers_first() {
        pipeline.takeMark(0, NOON);
        clock.pass(Duration.ofSeconds(60));
        brokersSilentSince = NOON.plusSeconds(30);
        assertThat(pipeline.view(BOTH)).isEqualTo(new PipelineView(PipelineState.BROKERS_SILENT, NOON.plusSeconds(30)));
        assertThat(pipeline.told("lobby").brokersAnswer()).isFalse();
    }
}
