package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    /**
     * Within and beyond the bounds of {@link io.agender.vision.track.AttentionRules#DEFAULTS} in each frame, with room to
     * spare. Heads that are turned away are not always found.
     */
    @Test
    void should_show_walkers_whose_heads_are_seen_to_be_turned_away_in_those_frames_alone() {
        String location = "test:faces?people=2&walk=true&fps=5&seconds=11&live=false&away=1:3-8,2:0-4";
        List<Double> straight = new ArrayList<>();
        List<Double> away = new ArrayList<>();
        try (VisionEngine engine = VisionEngine.open(VisionConfig.DEFAULTS);
                FrameAnalyzer analyzer = engine.newAnalyzer();
                VideoSource source = new VideoEngine().open(location, VideoOptions.DEFAULTS)) {
            for (Optional<VideoFrame> next = source.next(); next.isPresent(); next = source.next()) {
                double seconds = next.get().position().toMillis() / 1000.0;
                for (Detection face : faces(analyzer, next.get())) {
                    boolean upper = face.box().y() < 120;
                    boolean turned = upper ? seconds >= 3 && seconds < 8 : seconds < 4;
                    (turned ? away : straight).add(face.pose().orElseThrow().yaw());
                }
            }
        }
        assertThat(straight).hasSize(30 + 35).allMatch(yaw -> Math.abs(yaw) < 15);
        assertThat(away).hasSizeGreaterThan(32).allMatch(yaw -> yaw > 25);
    }

    /** The upper one first. */
    private static List<Detection> faces(FrameAnalyzer analyzer, VideoFrame video) {
        try (DecodedFrame frame = analyzer.decode(video.image())) {
            return frame.detect().stream()
                    .filter(face -> face.score() >= analyzer.minScore())
                    .sorted(Comparator.comparingDouble(face -> face.box().y()))
                    .toList();
        }
    }
}
