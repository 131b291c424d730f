package io.agender.benchmarks.jmh;

import io.agender.vision.DecodedFrame;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionEngine;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Gender and age of cut-out faces. The time is that of the whole batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class ClassifierBenchmark {

    /** Others whose files are here: {@code -p model=ssrnet-wiki,faceres}. */
    @Param({"face-api", "ssrnet-imdb"})
    private String model;

    @Param({"1", "4", "8", "32"})
    private int batch;

    private VisionEngine engine;
    private FrameAnalyzer analyzer;
    private List<FaceCrop> crops;

    @Setup
    public void open() {
        engine = VisionEngine.open(Sample.config("blazeface", model));
        analyzer = engine.newAnalyzer();
        try (DecodedFrame frame = analyzer.decode(Sample.frame())) {
            crops = Collections.nCopies(batch, frame.crop(frame.detect().get(0)));
        }
    }

    @Benchmark
    public List<FaceAttributes> classify() {
        return analyzer.classify(crops);
    }

    @TearDown
    public void close() {
        analyzer.close();
        engine.close();
    }
}
