package io.agender.benchmarks.jmh;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agender.models.DetectorSpec.YuNet;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.vision.Detection;
import io.agender.vision.geometry.Letterbox;
import io.agender.vision.geometry.Nms;
import io.agender.vision.head.YuNetHead;
import io.agender.vision.image.BlobWriter;
import io.agender.vision.image.MatLetterbox;
import io.agender.vision.onnx.OrtModel;
import io.agender.vision.onnx.SessionSettings;
import io.agender.vision.opencv.OpenCvData;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 * YuNet at the size of its frame, rounded up to what it takes, with an input that is open, as the engine runs it, or of
 * that size alone: all of it, and by its steps. Needs the folder of models that are not bundled.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class YuNetBenchmark {

    @Param({"320x320", "480x340", "512x288"})
    private String size;

    @Param({"open", "fixed"})
    private String input;

    private final PointerScope frames = new PointerScope();
    private OrtModel network;
    private YuNetHead head;
    private double minScore;
    private double maxOverlap;
    private BlobWriter writer;
    private Mat frame;
    private Letterbox letterbox;
    private FloatBuffer blob;
    private long[] shape;

    @Setup
    public void open() throws InvalidProtocolBufferException {
        ModelCatalog catalog = ModelCatalog.load(Sample.modelDirectory(), new OpenCvData());
        ModelDescriptor yunet = catalog.detector("yunet");
        YuNet spec = (YuNet) yunet.detector().head();
        head = new YuNetHead("yunet", spec);
        String[] sides = size.split("x");
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        frame = imdecode(new Mat(Sample.frame(width, height).bytes()), IMREAD_COLOR);
        letterbox = Letterbox.fitCut(width, height, width, height, Collections.max(spec.strides()));
        shape = new long[] {1, 3, letterbox.inputHeight(), letterbox.inputWidth()};
        byte[] file = catalog.read(yunet, yunet.files().get(0));
        network = OrtModel.open(
                "yunet",
                input.equals("fixed") ? OnnxVariant.fixed(file, shape) : file,
                input.equals("fixed") ? shape : new long[] {1, 3, -1, -1},
                SessionSettings.DEFAULTS);
        minScore = yunet.detector().minScore();
        maxOverlap = spec.maxOverlap();
        writer = BlobWriter.ofAnySize(spec.input());
        blob = BlobWriter.ofAnySize(spec.input()).write(List.of(MatLetterbox.of(frame, letterbox)));
    }

    @Benchmark
    public List<Detection> detect() {
        try (PointerScope call = new PointerScope()) {
            FloatBuffer numbers = writer.write(List.of(MatLetterbox.of(frame, letterbox)));
            List<Detection> raw = head.decode(
                    network.run(numbers, shape, head.outputs()),
                    letterbox.inputWidth(),
                    letterbox.inputHeight(),
                    minScore);
            return Nms.keep(raw, maxOverlap);
        }
    }

    @Benchmark
    public Map<String, float[]> run() {
        return network.run(blob, shape, head.outputs());
    }

    @TearDown
    public void close() {
        network.close();
        frames.close();
    }
}
