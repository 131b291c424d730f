package io.agender.benchmarks.jmh;

import io.agender.vision.DecodedFrame;
import io.agender.vision.Detection;
import io.agender.vision.EncodedImage;
import io.agender.vision.FaceCrop;
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

/** Decoding a large frame and finding its faces, and the same with a face cut out of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class LargeFrameBenchmark {

    @Param({"blazeface", "yunet"})
    private String detector;

    @Param({"640x360", "1280x720", "1920x1080"})
    private String size;

    private VisionEngine engine;
    private FrameAnalyzer analyzer;
    private EncodedImage image;

    @Setup
    public void open() {
        engine = VisionEngine.open(Sample.config(detector, VisionConfig.AUTO));
        analyzer = engine.newAnalyzer();
        String[] sides = size.split("x");
        image = Sample.frame(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    @Benchmark
    public List<Detection> decodeAndDetect() {
        try (DecodedFrame frame = analyzer.decode(image)) {
            return frame.detect();
        }
    }

    @Benchmark
    public FaceCrop decodeDetectAndCrop() {
        try (DecodedFrame frame = analyzer.decode(image)) {
            return frame.crop(frame.detect().get(0));
        }
    }

    @TearDown
    public void close() {
        analyzer.close();
        engine.close();
    }
}
