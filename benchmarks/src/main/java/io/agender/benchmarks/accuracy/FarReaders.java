package io.agender.benchmarks.accuracy;

import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all contenders make of faces far away. Owns their engines. */
final class FarReaders implements AutoCloseable {

    /** One contender's. */
    private record Far(
            VisionEngine engine,
            FrameAnalyzer analyzer,
            FaceReader reader,
            SortedMap<Integer, List<FaceSample>> bySize) {}

    private final List<Far> all = new ArrayList<>();

    /** Adds a contender, after those before it. */
    void open(VisionConfig config, double genderMinAge, List<Integer> sizes) {
        SortedMap<Integer, List<FaceSample>> bySize = new TreeMap<>();
        sizes.forEach(size -> bySize.put(size, new ArrayList<>()));
        VisionEngine engine = VisionEngine.open(config);
        FrameAnalyzer analyzer = engine.newAnalyzer();
        all.add(new Far(engine, analyzer, new FaceReader(analyzer, genderMinAge), bySize));
    }

    /** Has all contenders read a face that is so large. */
    void read(LabelledFace face, int size, PlacedPicture picture) {
        all.forEach(one -> one.bySize.get(size).add(new FaceSample(face, one.reader.read(picture))));
    }

    /** What each of them answered, in their order. */
    List<Measured> addTo(List<Measured> near) {
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < near.size(); i++) {
            Far far = all.get(i);
            measured.add(near.get(i).withFar(far.bySize, far.reader.detectMillis(), far.reader.leastMillis()));
        }
        return List.copyOf(measured);
    }

    @Override
    public void close() {
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).analyzer.close();
            all.get(i).engine.close();
        }
    }
}
