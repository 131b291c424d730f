package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.launcher.engine.Engines;
import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceProbeTest {

    private static final Path DOOR = Path.of("..", "samples", "door.mp4");

    /** The clip has 200 frames, 12.5 in a second. */
    @ParameterizedTest
    @CsvSource({"'', '', 200", "20, '', 20", "'', 2s, 25", "20, 2s, 20", "500, '', 200"})
    void should_expect_no_more_frames_than_were_asked_for(String limit, String duration, long frames) {
        Settings settings = new Settings(Map.of());
        settings = limit.isEmpty() ? settings : settings.with(Map.of(FrameProducerConfig.LIMIT, limit));
        settings = duration.isEmpty() ? settings : settings.with(Map.of(FrameProducerConfig.DURATION, duration));
        RunPlan plan = RunPlan.of(
                List.of(new Camera(new CameraSource("door", DOOR.toString()), FrameProducerConfig.from(settings))),
                settings);

        assertThat(SourceProbe.of(plan, Engines.videos()).frames(plan)).isEqualTo(frames);
    }
}
