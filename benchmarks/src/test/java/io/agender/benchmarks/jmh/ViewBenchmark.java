package io.agender.benchmarks.jmh;

import io.agender.vision.DecodedFrame;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.GreyPicture;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.image.MatGrey;
import io.agender.vision.view.ViewConfig;
import io.agender.vision.view.ViewJudge;
import io.agender.vision.view.ViewJudgement;
import io.agender.vision.view.ViewState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
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

/**
 * What it costs to judge whether a camera can see: shrinking a frame as it is decoded for the default detector, shrinking one
 * that is decoded wholly, and the judgement.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class ViewBenchmark {

    @Param({"640x360", "1280x720", "1920x1080"})
    private String size;

    private final ViewJudge judge = new ViewJudge(ViewConfig.DEFAULTS);
    private VisionEngine engine;
    private FrameAnalyzer analyzer;
    private DecodedFrame frame;
    private Mat whole;
    private GreyPicture picture;
    private Optional<ViewState> state = Optional.empty();
    private Instant time = Instant.EPOCH;

    @Setup
    public void open() {
        String[] sides = size.split("x");
        engine = VisionEngine.open(Sample.config(VisionConfig.AUTO, VisionConfig.AUTO));
        analyzer = engine.newAnalyzer();
        EncodedImage image = Sample.frame(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        frame = analyzer.decode(image);
        try (PointerScope scope = new PointerScope()) {
            whole = new ImageDecoder(VisionConfig.DEFAULT_MAX_PIXELS)
                    .decode(image.bytes())
                    .retainReference();
        }
        picture = frame.grey().orElseThrow();
    }

    @Benchmark
    public GreyPicture shrink() {
        return frame.grey().orElseThrow();
    }

    @Benchmark
    public GreyPicture shrinkWhole() {
        try (PointerScope scope = new PointerScope()) {
            return MatGrey.of(whole);
        }
    }

    @Benchmark
    public ViewJudgement judge() {
        time = time.plusMillis(200);
        ViewJudgement judged = judge.judge(state, time, 16.0 / 9, picture);
        state = Optional.of(judged.state());
        return judged;
    }

    @TearDown
    public void close() {
        frame.close();
        whole.close();
        analyzer.close();
        engine.close();
    }
}
