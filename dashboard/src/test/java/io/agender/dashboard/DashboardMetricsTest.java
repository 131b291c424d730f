package io.agender.dashboard;

import static io.agender.dashboard.Records.NOON;
import static io.agender.dashboard.Records.faces;
import static org.assertj.core.api.Assertions.assertThat;

import io.agender.dashboard.config.PictureMode;
import io.agender.dashboard.picture.FrameCache;
import io.agender.dashboard.state.Cameras;
import io.agender.dashboard.state.Pipeline;
import io.agender.schemas.reader.BadRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DashboardMetricsTest {

    private final FakeClock clock = new FakeClock(NOON);
    private final Pipeline pipeline = new Pipeline(clock, () -> null, Map.of("lobby", 0));
    private final Cameras cameras = new Cameras(Records.config(PictureMode.ON, Optional.empty()), clock, pipeline);
    private final DashboardMetrics metrics = new DashboardMetrics(cameras, new FrameCache(1024), new BadRecords());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void should_tell_how_far_each_camera_is_behind_until_it_is_forgotten() {
        metrics.show("lobby");
        metrics.bindTo(meters);
        metrics.show("nobody");
        cameras.take(faces("lobby", 1, NOON).build(), NOON);
        pipeline.takeMark(0, NOON);
        metrics.show("lobby");
        assertThat(behind()).isZero();

        clock.pass(Duration.ofMinutes(5));
        cameras.take(faces("lobby", 2, NOON.plusSeconds(60)).build(), clock.instant());
        pipeline.takeFaces(0, clock.instant());
        metrics.show("lobby");
        assertThat(behind()).isEqualTo(240);

        metrics.forget("lobby");
        metrics.forget("nobody");
        assertThat(meters.find(DashboardMetrics.BEHIND).gauges()).isEmpty();
    }

    private double behind() {
        return meters.get(DashboardMetrics.BEHIND)
                .tag("camera", "lobby")
                .gauge()
                .value();
    }
}
