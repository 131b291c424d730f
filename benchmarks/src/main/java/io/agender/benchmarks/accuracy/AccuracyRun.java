package io.agender.benchmarks.accuracy;

import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Has contenders read labelled faces: at full size first, then all that any of them found from afar, so that their shares
 * are of the same faces.
 *
 * @param border around pictures that are cut tightly, in parts of their sides; empty for none
 * @param sizes sides of faces in pixels, at which each face is read again from afar
 * @param far of so many faces, spread evenly, those that were found are read from afar; 0 for all
 * @param frame what a face far away is seen in
 * @param anywhere whether it is anywhere in that frame, each face at a spot of its own, or in the middle
 * @param genderMinAge below this answered age in years there is no gender
 * @param config the engine of a contender
 */
record AccuracyRun(
        OptionalDouble border,
        List<Integer> sizes,
        int far,
        FrameSize frame,
        boolean anywhere,
        double genderMinAge,
        Function<Contender, VisionConfig> config) {

    AccuracyRun {
        sizes = List.copyOf(sizes);
    }

    /**
     * Reads all faces with all contenders, one after the other.
     *
     * @param remarks takes what is to be told of single pictures
     * @param progress told how many faces a contender has read
     */
    List<Measured> run(List<LabelledFace> faces, List<Contender> contenders, Remarks remarks, IntConsumer progress) {
        List<LabelledFace> readable = readable(faces, remarks);
        Map<LabelledFace, Double> sides = new LinkedHashMap<>();
        List<Measured> measured = new ArrayList<>();
        for (Contender contender : contenders) {
            Measured near = near(contender, readable, remarks, progress);
            for (FaceSample sample : near.samples()) {
                if (sample.answer().found()) {
                    sides.putIfAbsent(sample.label(), sample.answer().side());
                }
            }
            measured.add(near);
        }
        sides.keySet().retainAll(new HashSet<>(Spread.over(readable, far)));
        return sizes.isEmpty() ? measured : far(measured, sides);
    }

    private static List<LabelledFace> readable(List<LabelledFace> faces, Remarks remarks) {
        List<LabelledFace> readable = new ArrayList<>();
        for (LabelledFace face : faces) {
            try {
                LabelledPicture.read(face.picture());
                readable.add(face);
            } catch (VisionException e) {
                remarks.leftOut(List.of("Left out: " + e.getMessage() + "."));
            }
        }
        return readable;
    }

    private Measured near(Contender contender, List<LabelledFace> faces, Remarks remarks, IntConsumer progress) {
        try (VisionEngine engine = VisionEngine.open(config.apply(contender));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            FaceReader reader = new FaceReader(analyzer, genderMinAge);
            List<FaceSample> samples = new ArrayList<>();
            for (LabelledFace face : faces) {
                FaceAnswer answer = reader.read(LabelledPicture.read(face.picture()), border);
                samples.add(new FaceSample(face, answer));
                remarks.seen(contender.detector(), face, answer);
                progress.accept(samples.size());
            }
            return Measured.near(
                    contender,
                    List.copyOf(samples),
                    engine.models(),
                    analyzer.minFaceSide(),
                    reader.detectMillis(),
                    reader.classifyMillis());
        }
    }

    /**
     * Shows each face from afar to all contenders in turns, so that whatever else the machine does hits all of them.
     *
     * @param sides the side of each face at full size, as the first contender that found it sees it
     */
    private List<Measured> far(List<Measured> near, Map<LabelledFace, Double> sides) {
        try (FarReaders readers = new FarReaders()) {
            near.forEach(one -> readers.open(config.apply(one.contender()), genderMinAge, sizes));
            int number = 0;
            for (Map.Entry<LabelledFace, Double> face : sides.entrySet()) {
                Spot spot = anywhere ? Spot.spread(++number) : Spot.MIDDLE;
                LabelledPicture picture = LabelledPicture.read(face.getKey().picture());
                for (int size : sizes) {
                    if (size <= face.getValue()) {
                        double scale = size / face.getValue();
                        readers.read(face.getKey(), size, picture.inFrame(scale, spot, frame.width(), frame.height()));
                    }
                }
            }
            return readers.addTo(near);
        }
    }
}
