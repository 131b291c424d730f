package io.agender.benchmarks.jmh;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding a frame, and cutting a face out of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class FrameBenchmark {

    private VisionEngine engine;
    private FrameAnalyzer analyzer;
    private EncodedImage image;
    private DecodedFrame decoded;
    private Detection face;

    @Setup
    public void open() {
        engine = VisionEngine.open(Sample.config("blazeface", VisionConfig.AUTO));
        analyzer = engine.newAnalyzer();
        image = Sample.frame();
        decoded = analyzer.decode(image);
        face = decoded.detect().get(0);
    }

    @Benchmark
    public int decode() {
        try (DecodedFrame frame = analyzer.decode(image)) {
            return frame.width();
        }
    }

    @Benchmark
    public FaceCrop crop() {
        return decoded.crop(face);
    }

    @TearDown
    public void close() {
        decoded.close();
        analyzer.close();
        engine.close();
    }
}
