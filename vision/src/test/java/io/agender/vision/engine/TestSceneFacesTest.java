package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSceneFacesTest {

    @ParameterizedTest(name = "{0} people")
    @ValueSource(ints = {0, 1, 3, 6})
    void should_show_as_many_faces_as_asked_for_in_every_frame(int people) {
        String location = "test:faces?people=" + people + "&fps=1&seconds=20&live=false";
        try (VisionEngine engine = VisionEngine.open(VisionConfig.DEFAULTS);
                FrameAnalyzer analyzer = engine.newAnalyzer();
                VideoSource source = new VideoEngine().open(location, VideoOptions.DEFAULTS)) {
            for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                assertThat(FrameAnalysis.of(analyzer, frame.get().image()).faces())
                        .hasSize(people);
            }
        }
    }
}
