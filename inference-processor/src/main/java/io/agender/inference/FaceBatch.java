package io.agender.inference;

import io.agender.runtime.CameraLog;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.WaitingCrop;
import io.agender.schemas.WaitingFace;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the networks for the faces of several frames together. Belongs to one processor. */
final class FaceBatch {

    private static final Logger LOG = LoggerFactory.getLogger(FaceBatch.class);

    private final FrameAnalyzer analyzer;
    private final int maxFaces;
    private final AnalysisMetrics meters;

    /** @param maxFaces most faces of one run of the networks */
    FaceBatch(FrameAnalyzer analyzer, int maxFaces, AnalysisMetrics meters) {
        this.analyzer = analyzer;
        this.maxFaces = maxFaces;
        this.meters = meters;
    }

    /** What the networks said: one answer for each of a frame's {@link WaitingCrops}, frame by frame, and the mean wall-clock time of one face. */
    record Answers(List<List<FaceAttributes>> frames, long nanosPerFace) {

        List<FaceAttributes> of(int frame) {
            return frames.get(frame);
        }
    }

    /** Classifies the crops of the frames. Their number is spread evenly over as few runs as the limit allows. */
    Answers classify(List<PendingFrame> frames) {
        long start = System.nanoTime();
        List<FaceCrop> crops = new ArrayList<>();
        for (PendingFrame frame : frames) {
            for (WaitingFace waiting : WaitingCrops.of(frame)) {
                FaceCrop crop = crop(waiting.getCrop());
                if (analyzer.accepts(crop)) {
                    crops.add(crop);
                }
            }
        }
        List<FaceAttributes> attributes = run(crops);
        List<List<FaceAttributes>> answers = deal(frames, attributes);
        long nanos = System.nanoTime() - start;
        return new Answers(answers, crops.isEmpty() ? 0 : nanos / crops.size());
    }

    private List<FaceAttributes> run(List<FaceCrop> crops) {
        List<FaceAttributes> attributes = new ArrayList<>(crops.size());
        int runs = (crops.size() + maxFaces - 1) / maxFaces;
        for (int run = 0; run < runs; run++) {
            int from = crops.size() * run / runs;
            int to = crops.size() * (run + 1) / runs;
            meters.batch(to - from);
            attributes.addAll(analyzer.classify(crops.subList(from, to)));
        }
        return attributes;
    }

    private List<List<FaceAttributes>> deal(List<PendingFrame> frames, List<FaceAttributes> attributes) {
        List<List<FaceAttributes>> answers = new ArrayList<>(frames.size());
        int next = 0;
        for (PendingFrame frame : frames) {
            List<FaceAttributes> own = new ArrayList<>();
            for (WaitingFace waiting : WaitingCrops.of(frame)) {
                if (analyzer.accepts(crop(waiting.getCrop()))) {
                    own.add(attributes.get(next++));
                } else {
                    own.add(FaceAttributes.UNKNOWN);
                    warn(frame, waiting.getCrop());
                }
            }
            answers.add(own);
        }
        return answers;
    }

    private static void warn(PendingFrame frame, WaitingCrop crop) {
        String camera = frame.getFaces().getCameraId();
        CameraLog.of(
                camera,
                () -> LOG.warn(
                        "Camera {}: a face of frame {} of stream {} waited as a crop of {} x {} pixels while the model was"
                                + " changed; it gets no estimate.",
                        camera,
                        frame.getFaces().getSequence(),
                        frame.getFaces().getStreamId(),
                        crop.getWidth(),
                        crop.getHeight()));
    }

    private static FaceCrop crop(WaitingCrop crop) {
        ByteBuffer pixels = crop.getPixels();
        if (pixels.hasArray() && pixels.arrayOffset() == 0 && pixels.remaining() == pixels.array().length) {
            return new FaceCrop(crop.getWidth(), crop.getHeight(), pixels.array());
        }
        byte[] bytes = new byte[pixels.remaining()];
        pixels.duplicate().get(bytes);
        return new FaceCrop(crop.getWidth(), crop.getHeight(), bytes);
    }
}
