package io.agender.inference;

import io.agender.inference.FrameFindings.FoundFace;
import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.track.TrackedFace;
import java.util.List;
import java.util.Optional;

/** Each frame stands for itself: every face of sufficient score and size is classified, none is followed. */
final class EveryFace implements FaceFinder {

    private static final double FULL = 1;

    private final FrameAnalyzer analyzer;

    EveryFace(FrameAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    @Override
    public FrameFindings find(CameraTracks known, Frame frame, EncodedImage image) {
        try (FramePixels pixels = new FramePixels(analyzer, image)) {
            List<FoundFace> faces = pixels.detect().stream()
                    .filter(face -> face.score() >= analyzer.minScore())
                    .map(face -> found(face, frame, pixels))
                    .toList();
            return FrameFindings.of(pixels, faces);
        } catch (RuntimeException error) {
            return FrameFindings.undecodable(frame, Optional.empty(), FrameErrorPolicy.requireUndecodable(error));
        }
    }

    private FoundFace found(Detection face, Frame frame, FramePixels pixels) {
        boolean small = face.box().longerSide() < analyzer.minFaceSide();
        Detection seen = small ? face : pixels.landmarked(face);
        return FoundFace.alone(
                new TrackedFace(seen, 0, 0, frame.getCapturedAt()),
                FULL,
                small ? Optional.empty() : Optional.of(pixels.crop(seen)));
    }

    @Override
    public boolean tracks() {
        return false;
    }

    @Override
    public boolean measuresAttention() {
        return false;
    }
}
