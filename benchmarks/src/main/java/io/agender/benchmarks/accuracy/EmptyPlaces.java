package io.agender.benchmarks.accuracy;

import io.agender.vision.DecodedFrame;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has detectors look for faces where there is none.
 *
 * @param places folders of pictures, videos or test scenes that show no face
 * @param sources opens them
 * @param config the engine of a detector
 */
record EmptyPlaces(List<String> places, VideoSources sources, Function<String, VisionConfig> config) {

    /** All frames, without loss. */
    private static final VideoOptions OPTIONS = new VideoOptions(0, 0, VideoOptions.LOSSLESS);

    EmptyPlaces {
        places = List.copyOf(places);
    }

    /**
     * Looks at all places with all detectors.
     *
     * @throws io.agender.vision.VisionException when a place can't be read
     */
    List<FalseFaces> look(List<String> detectors) {
        List<FalseFaces> found = new ArrayList<>();
        if (!places.isEmpty()) {
            detectors.forEach(detector -> found.addAll(look(detector)));
        }
        return List.copyOf(found);
    }

    private List<FalseFaces> look(String detector) {
        try (VisionEngine engine = VisionEngine.open(config.apply(detector));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            return places.stream().map(place -> look(detector, place, analyzer)).toList();
        }
    }

    private FalseFaces look(String detector, String place, FrameAnalyzer analyzer) {
        List<Integer> faces = new ArrayList<>();
        try (VideoSource source = sources.open(place, OPTIONS)) {
            for (Optional<VideoFrame> next = source.next(); next.isPresent(); next = source.next()) {
                faces.add(faces(next.get(), analyzer));
            }
        }
        return new FalseFaces(
                detector,
                place,
                faces.size(),
                Interval.ofMean(
                        faces.stream().mapToDouble(count -> count > 0 ? 1 : 0).toArray()),
                faces.stream().mapToInt(Integer::intValue).sum());
    }

    private static int faces(VideoFrame picture, FrameAnalyzer analyzer) {
        try (DecodedFrame frame = analyzer.decode(picture.image())) {
            return (int) frame.detect().stream()
                    .filter(face -> face.score() >= analyzer.minScore())
                    .count();
        }
    }
}
