package io.agender.inference;

import io.agender.inference.FrameFindings.FoundFace;
import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.gate.FrameGate;
import io.agender.vision.track.TrackedFace;
import java.util.List;
import java.util.Optional;

/** Each frame stands for itself: every face of sufficient score and size is classified, none is followed. */
final class EveryFace implements FaceFinder {

    private static final double FULL = 1;

    private final FrameAnalyzer analyzer;
    private final boolean gated;

    /** @param gated whether frames in which nothing has changed are not searched */
    EveryFace(FrameAnalyzer analyzer, boolean gated) {
        this.analyzer = analyzer;
        this.gated = gated;
    }

    @Override
    public FrameFindings find(CameraTracks known, Frame frame, EncodedImage image) {
        FrameGate gate = gated ? GateMapper.gate(known, frame) : FrameGate.open();
        try (FramePixels pixels = new FramePixels(analyzer, image, gate)) {
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
