package io.agender.vision.engine;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FrameAnalyzer;
import java.util.List;
import java.util.stream.IntStream;

/** One frame taken by itself, in the steps that a tracker takes: every face of sufficient score, none of them followed. */
record FrameAnalysis(int width, int height, List<AnalyzedFace> faces) {

    static FrameAnalysis of(FrameAnalyzer analyzer, EncodedImage image) {
        try (DecodedFrame frame = analyzer.decode(image)) {
            List<Detection> faces = frame.detect().stream()
                    .filter(face -> face.score() >= analyzer.minScore())
                    .toList();
            List<FaceAttributes> attributes =
                    analyzer.classify(faces.stream().map(frame::crop).toList());
            return new FrameAnalysis(
                    frame.width(),
                    frame.height(),
                    IntStream.range(0, faces.size())
                            .mapToObj(face -> new AnalyzedFace(faces.get(face), attributes.get(face)))
                            .toList());
        }
    }
}
