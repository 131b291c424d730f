package io.agender.benchmarks.tracking;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoSource;
import io.agender.vision.geometry.Sharpness;
import io.agender.vision.track.FaceQuality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What the networks say of every face in every frame of a video, also of weak ones, so that trackers can be compared on
 * the same answers.
 *
 * @param frames in the order of the video
 */
record Clip(List<Frame> frames) {

    /** A frame and its faces, best score first. */
    record Frame(Duration position, List<Face> faces) {

        List<Detection> detections() {
            return faces.stream().map(Face::detection).toList();
        }

        /** What is known of one of the detections. */
        Face of(Detection detection) {
            return faces.stream()
                    .filter(face -> face.detection() == detection)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A face, what it looks like in this frame alone, and how much that tells. */
    record Face(Detection detection, FaceAttributes attributes, double quality) {}

    /** Reads a video to its end. */
    static Clip read(VideoSource video, FrameAnalyzer analyzer) {
        List<Frame> frames = new ArrayList<>();
        for (Optional<VideoFrame> next = video.next(); next.isPresent(); next = video.next()) {
            try (DecodedFrame pixels = analyzer.decode(next.get().image())) {
                frames.add(new Frame(next.get().position(), faces(pixels, analyzer)));
            }
        }
        return new Clip(List.copyOf(frames));
    }

    private static List<Face> faces(DecodedFrame pixels, FrameAnalyzer analyzer) {
        List<Detection> detections =
                pixels.detect().stream().map(pixels::landmarked).toList();
        List<FaceCrop> crops = detections.stream().map(pixels::crop).toList();
        List<FaceAttributes> attributes = analyzer.classify(crops);
        List<Face> faces = new ArrayList<>();
        for (int index = 0; index < detections.size(); index++) {
            Detection detection = detections.get(index);
            double quality = FaceQuality.of(detection.box(), detection.landmarks(), Sharpness.of(crops.get(index)));
            faces.add(new Face(detection, attributes.get(index), quality));
        }
        return List.copyOf(faces);
    }

    /**
     * The clip as a worse detector would see it.
     *
     * @param missed share of the faces that it misses, 0 to 1; by chance, and the same ones each time
     */
    Clip missing(double missed) {
        Random random = new Random(1);
        return new Clip(frames.stream()
                .map(frame -> new Frame(
                        frame.position(),
                        frame.faces().stream()
                                .filter(face -> random.nextDouble() >= missed)
                                .toList()))
                .toList());
    }
}
