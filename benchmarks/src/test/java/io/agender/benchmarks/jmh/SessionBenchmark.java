package io.agender.benchmarks.jmh;

import com.google.protobuf.InvalidProtocolBufferException;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.vision.onnx.OrtModel;
import io.agender.vision.onnx.SessionSettings;
import io.agender.vision.opencv.OpenCvData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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

/** The two networks of SSR-Net alone, as they are, one session each, and joined into one session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class SessionBenchmark {

    private static final int SIDE = 64;

    @Param({"2", "1"})
    private int sessions;

    @Param({"1", "4", "8", "32"})
    private int batch;

    private final List<OrtModel> networks = new ArrayList<>();
    private final List<Set<String>> outputs = new ArrayList<>();
    private FloatBuffer faces;
    private long[] shape;

    @Setup
    public void open() throws InvalidProtocolBufferException {
        ModelCatalog catalog = ModelCatalog.load(Optional.empty(), new OpenCvData());
        ModelDescriptor model = catalog.attributes("ssrnet-imdb");
        byte[] gender = catalog.read(model, model.files().get(0));
        byte[] age = catalog.read(model, model.files().get(1));
        if (sessions == 1) {
            add(OnnxVariant.joined(gender, age), Set.of("gender", "age"));
        } else {
            add(gender, Set.of("gender"));
            add(age, Set.of("age"));
        }
        shape = new long[] {batch, 3, SIDE, SIDE};
        faces = numbers(batch * 3 * SIDE * SIDE);
    }

    private void add(byte[] network, Set<String> answers) {
        networks.add(OrtModel.open("ssrnet-imdb", network, new long[] {-1, 3, SIDE, SIDE}, SessionSettings.DEFAULTS));
        outputs.add(answers);
    }

    /** What is in the input makes no difference to the time. */
    static FloatBuffer numbers(int count) {
        FloatBuffer numbers = ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Random random = new Random(1);
        while (numbers.hasRemaining()) {
            numbers.put(random.nextInt(256));
        }
        return numbers.flip();
    }

    @Benchmark
    public List<Map<String, float[]>> run() {
        List<Map<String, float[]>> answers = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            answers.add(networks.get(i).run(faces, shape, outputs.get(i)));
        }
        return answers;
    }

    @TearDown
    public void close() {
        networks.forEach(OrtModel::close);
    }
}
