package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.Frame;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.PendingCrop;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.track.TrackedFace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Each frame stands for itself: every face of sufficient score is classified, none is followed. */
final class EveryFace implements FaceFinder {

    private static final double FULL = 1;

    private final FrameAnalyzer analyzer;
    private final PendingMapper mapper;

    EveryFace(FrameAnalyzer analyzer) {
        this.analyzer = analyzer;
        this.mapper = new PendingMapper(analyzer.models(), false);
    }

    @Override
    public FoundFaces find(CameraTracks known, Frame frame, EncodedImage image) {
        try {
            return new FoundFaces(mapper.toPending(frame, look(frame, image)), Optional.empty(), Optional.empty());
        } catch (RuntimeException error) {
            return new FoundFaces(
                    mapper.toPending(frame, Sight.undecodable(frame)),
                    Optional.empty(),
                    Optional.of(FrameErrorPolicy.requireUndecodable(error)));
        }
    }

    private Sight look(Frame frame, EncodedImage image) {
        long start = System.nanoTime();
        try (DecodedFrame pixels = analyzer.decode(image)) {
            long decoded = System.nanoTime();
            List<TrackedFace> faces = new ArrayList<>();
            List<PendingCrop> crops = new ArrayList<>();
            for (Detection face : pixels.detect()) {
                if (face.score() >= analyzer.minScore()) {
                    crops.add(PendingMapper.toCrop(faces.size(), FULL, pixels.crop(face)));
                    faces.add(new TrackedFace(face, 0, 0, frame.getCapturedAt()));
                }
            }
            return new Sight(
                    FrameOutcome.ANALYSED,
                    pixels.width(),
                    pixels.height(),
                    faces,
                    crops,
                    decoded - start,
                    System.nanoTime() - decoded);
        }
    }
}
