package io.agender.benchmarks.accuracy;

import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VisionException;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Has contenders read labelled faces.
 *
 * @param border around pictures that are cut tightly, in parts of their sides; empty for none
 * @param sizes sides of faces in pixels, at which each face is read again from afar
 * @param genderMinAge below this answered age in years there is no gender
 * @param config the engine of a contender
 */
record AccuracyRun(
        OptionalDouble border, List<Integer> sizes, double genderMinAge, Function<Contender, VisionConfig> config) {

    /** What a face far away is seen in: the size of this project's samples, and common for cameras. */
    static final int FRAME_WIDTH = 640;

    static final int FRAME_HEIGHT = 360;

    AccuracyRun {
        sizes = List.copyOf(sizes);
    }

    /**
     * Reads all faces with all contenders, one after the other.
     *
     * @param problems takes one sentence for each picture that can't be read or shows several faces
     * @param progress told how many faces a contender has read
     */
    List<Measured> run(
            List<LabelledFace> faces, List<Contender> contenders, List<String> problems, IntConsumer progress) {
        List<LabelledFace> readable = readable(faces, problems);
        Map<LabelledFace, Double> sides = new LinkedHashMap<>();
        List<Measured> measured = new ArrayList<>();
        for (Contender contender : contenders) {
            measured.add(measure(contender, readable, sides, problems, progress));
        }
        return measured;
    }

    private static List<LabelledFace> readable(List<LabelledFace> faces, List<String> problems) {
        List<LabelledFace> readable = new ArrayList<>();
        for (LabelledFace face : faces) {
            try {
                LabelledPicture.read(face.picture());
                readable.add(face);
            } catch (VisionException e) {
                problems.add("Left out: " + e.getMessage() + ".");
            }
        }
        return readable;
    }

    /** @param sides the side of each face at full size, as the first contender that finds it sees it */
    private Measured measure(
            Contender contender,
            List<LabelledFace> faces,
            Map<LabelledFace, Double> sides,
            List<String> problems,
            IntConsumer progress) {
        try (VisionEngine engine = VisionEngine.open(config.apply(contender));
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            FaceReader reader = new FaceReader(analyzer, genderMinAge);
            List<FaceSample> samples = new ArrayList<>();
            SortedMap<Integer, List<FaceSample>> bySize = new TreeMap<>();
            sizes.forEach(size -> bySize.put(size, new ArrayList<>()));
            for (LabelledFace face : faces) {
                LabelledPicture picture = LabelledPicture.read(face.picture());
                FaceAnswer answer = reader.read(picture, border);
                samples.add(new FaceSample(face, answer));
                if (answer.faces() > 1) {
                    problems.add(contender.detector() + " finds " + answer.faces() + " faces in " + face.picture()
                            + "; the one that is large and in the middle counts.");
                }
                if (answer.found()) {
                    sides.putIfAbsent(face, answer.side());
                }
                progress.accept(samples.size());
            }
            FaceReader small = new FaceReader(analyzer, genderMinAge);
            for (Map.Entry<LabelledFace, Double> face : sides.entrySet()) {
                LabelledPicture picture = LabelledPicture.read(face.getKey().picture());
                bySize.forEach((size, read) -> {
                    if (size <= face.getValue()) {
                        read.add(new FaceSample(
                                face.getKey(),
                                small.read(picture.inFrame(size / face.getValue(), FRAME_WIDTH, FRAME_HEIGHT))));
                    }
                });
            }
            return new Measured(
                    contender,
                    List.copyOf(samples),
                    bySize,
                    engine.models(),
                    reader.detectMillis(),
                    reader.classifyMillis());
        }
    }
}
