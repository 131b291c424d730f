package io.agender.benchmarks.jmh;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.models.InputSpec;
import io.agender.models.InputSpec.ColourOrder;
import io.agender.models.InputSpec.Layout;
import io.agender.models.InputSpec.Stretch;
import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.HeadPose;
import io.agender.vision.Landmark;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.MeanFace;
import io.agender.vision.geometry.Nms;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatLetterbox;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
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

/** Putting a frame of 1280 x 720 pixels into a detector's input, dropping overlapping boxes, and the pose of a head. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class GeometryBenchmark {

    @Param({"192", "512"})
    private int input;

    private BlobWriter writer;
    private Mat frame;
    private Letterbox letterbox;
    private List<Detection> boxes;
    private List<Landmark> head;

    @Setup
    public void open() {
        writer = BlobWriter.ofAnySize(new InputSpec(input, input, Layout.NCHW, ColourOrder.RGB, Stretch.NONE, 0, 1));
        frame = new Mat(720, 1280, CV_8UC3, Scalar.all(90));
        letterbox = Letterbox.fitCut(frame.cols(), frame.rows(), input, input, 32);
        Random random = new Random(1);
        boxes = Stream.generate(() -> new Detection(
                        new BoundingBox(random.nextInt(1200), random.nextInt(650), 40 + random.nextInt(60), 60),
                        random.nextDouble(),
                        List.of()))
                .limit(200)
                .toList();
        head = MeanFace.BLAZEFACE.points().stream()
                .map(point -> new Landmark(
                        point.point(),
                        100 + 38 * (point.x() - 0.4 * point.z()),
                        100 - 40 * point.y() + random.nextInt(3)))
                .toList();
    }

    @Benchmark
    public FloatBuffer letterbox() {
        try (PointerScope call = new PointerScope()) {
            return writer.write(List.of(MatLetterbox.of(frame, letterbox)));
        }
    }

    @Benchmark
    public List<Detection> nmsOf200Boxes() {
        return Nms.keep(boxes, 0.3);
    }

    @Benchmark
    public Optional<HeadPose> poseOfSixPoints() {
        return MeanFace.BLAZEFACE.pose(head, 40);
    }

    @TearDown
    public void close() {
        frame.close();
    }
}
