package io.agender.benchmarks.pose;

import io.agender.benchmarks.accuracy.FrameSize;
import io.agender.benchmarks.accuracy.LabelledPicture;
import io.agender.benchmarks.accuracy.Spot;
import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.ModelUse;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Has detectors look at heads: at full size, turned both ways, and from afar.
 *
 * @param turn by how many degrees pictures are turned
 * @param sizes sides of faces in pixels at which each head is looked at again
 * @param frame what a face far away is seen in
 * @param config the engine of a detector
 */
record PoseRun(double turn, List<Integer> sizes, FrameSize frame, Function<String, VisionConfig> config) {

    List<MeasuredPoses> run(List<LabelledPose> heads, List<String> detectors) {
        Map<LabelledPose, Double> sides = new LinkedHashMap<>();
        return detectors.stream().map(detector -> run(heads, detector, sides)).toList();
    }

    /** @param sides the side of each face at full size, as the first detector that finds it sees it */
    private MeasuredPoses run(List<LabelledPose> heads, String detector, Map<LabelledPose, Double> sides) {
        try (VisionEngine engine = VisionEngine.open(config.apply(detector));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            Looker looker = new Looker(analyzer);
            List<PoseSample> near = new ArrayList<>();
            List<PoseSample> turned = new ArrayList<>();
            SortedMap<Integer, List<PoseSample>> far = new TreeMap<>();
            sizes.forEach(size -> far.put(size, new ArrayList<>()));
            for (LabelledPose head : heads) {
                LabelledPicture picture = LabelledPicture.read(head.picture());
                PoseSample seen = looker.look(head, 0, picture.padded(0));
                near.add(seen);
                if (turn != 0) {
                    turned.add(looker.look(head, turn, picture.turned(turn)));
                    turned.add(looker.look(head, -turn, picture.turned(-turn)));
                }
                if (seen.found()) {
                    sides.putIfAbsent(head, seen.side());
                }
                double side = sides.getOrDefault(head, 0d);
                far.forEach((size, samples) -> {
                    if (size <= side) {
                        samples.add(looker.look(
                                head,
                                0,
                                picture.inFrame(size / side, Spot.MIDDLE, frame.width(), frame.height())
                                        .frame()));
                    }
                });
            }
            return new MeasuredPoses(
                    detector,
                    near,
                    turned,
                    far,
                    engine.models().stream()
                            .filter(use ->
                                    use.task() == ModelUse.Task.DETECTION || use.task() == ModelUse.Task.LANDMARKS)
                            .map(use -> use.name() + " " + use.sha256())
                            .toList(),
                    looker.millis());
        }
    }

    /** Looks for the one face of a picture. */
    private static final class Looker {

        private final FrameAnalyzer analyzer;
        private long nanos;
        private long looks;

        Looker(FrameAnalyzer analyzer) {
            this.analyzer = analyzer;
        }

        PoseSample look(LabelledPose head, double turned, EncodedImage image) {
            try (DecodedFrame frame = analyzer.decode(image)) {
                long start = System.nanoTime();
                Optional<Detection> face = frame.detect().stream()
                        .filter(one -> one.score() >= analyzer.minScore())
                        .max(Comparator.comparingDouble(one -> one.box().longerSide()));
                nanos += System.nanoTime() - start;
                looks++;
                return new PoseSample(
                        head,
                        turned,
                        face.isPresent(),
                        face.map(one -> one.box().longerSide()).orElse(0d),
                        face.flatMap(Detection::pose));
            }
        }

        double millis() {
            return nanos * 1e-6 / looks;
        }
    }
}
