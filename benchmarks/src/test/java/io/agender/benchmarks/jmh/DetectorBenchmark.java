package io.agender.benchmarks.jmh;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
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

/** Finding the faces of a decoded frame: scaling it to the detector's input, the network, reading its answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class DetectorBenchmark {

    @Param({"blazeface", "yunet", "ssd300", "haar", "haar-alt2", "haar-default", "lbp"})
    private String detector;

    /** {@code seed} finds faces as the original program does, in a small frame of its own. */
    @Param(VisionConfig.AUTO)
    private String model;

    private VisionEngine engine;
    private FrameAnalyzer analyzer;
    private DecodedFrame frame;

    @Setup
    public void open() {
        engine = VisionEngine.open(Sample.config(detector, model));
        analyzer = engine.newAnalyzer();
        frame = analyzer.decode(Sample.frame());
    }

    @Benchmark
    public List<Detection> detect() {
        return frame.detect();
    }

    @TearDown
    public void close() {
        frame.close();
        analyzer.close();
        engine.close();
    }
}
