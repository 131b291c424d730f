package io.agender.vision.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromCaffe;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTensorflow;

import io.agender.vision.VisionException;
import io.agender.vision.head.Network;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * A network that OpenCV's DNN module runs.
 *
 * <p>OpenCV's {@code Net} keeps the pictures of its last run, so one serves a single thread. A run takes an idle one and
 * puts it back; where none is idle another is loaded, so there are as many as there ever were runs at the same time.
 * Pictures of a batch are run one by one: in company their last digits may differ, and an answer must not depend on who
 * else is in the frame.
 */
public final class DnnNetwork implements Network {

    private final String name;
    private final long[] input;
    private final Loader loader;
    private final ConcurrentLinkedQueue<Net> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    private DnnNetwork(String name, long[] input, Loader loader) {
        this.name = name;
        this.input = input;
        this.loader = loader;
    }

    /** Reads a network; the caller's scope owns it. */
    private interface Loader {
        Net load();
    }

    /**
     * Loads a TensorFlow network.
     *
     * @param name the network's name, for messages
     * @param graph the bytes of its {@code .pb} file
     * @param config the bytes of its {@code .pbtxt} file
     * @param input the dimensions of what it is fed; the batch counts for nothing
     * @throws VisionException when OpenCV cannot read it
     */
    public static DnnNetwork tensorflow(String name, byte[] graph, byte[] config, long[] input) {
        return open(
                name,
                input,
                () -> readNetFromTensorflow(
                        new BytePointer(graph), graph.length, new BytePointer(config), config.length));
    }

    /**
     * Loads a Caffe network.
     *
     * @param name the network's name, for messages
     * @param layers the bytes of its {@code .prototxt} file
     * @param weights the bytes of its {@code .caffemodel} file
     * @param input the dimensions of what it is fed; the batch counts for nothing
     * @throws VisionException when OpenCV cannot read it
     */
    public static DnnNetwork caffe(String name, byte[] layers, byte[] weights, long[] input) {
        return open(
                name,
                input,
                () -> readNetFromCaffe(
                        new BytePointer(layers), layers.length, new BytePointer(weights), weights.length));
    }

    private static DnnNetwork open(String name, long[] input, Loader loader) {
        DnnNetwork network = new DnnNetwork(name, input, loader);
        network.idle.add(network.load());
        return network;
    }

    private Net load() {
        try (PointerScope scope = new PointerScope()) {
            Net net = loader.load();
            if (net.empty()) {
                throw unreadable(null);
            }
            return net.retainReference(); // outlives the scope; close() gives it back
        } catch (VisionException error) {
            throw error;
        } catch (RuntimeException error) { // how OpenCV's own exceptions arrive
            throw unreadable(error);
        }
    }

    private VisionException unreadable(RuntimeException cause) {
        return new VisionException(
                "The network " + name
                        + " cannot be loaded: OpenCV does not read its files; use the files that belong to"
                        + " the descriptor.",
                cause);
    }

    /** Asks for a black picture, since OpenCV does not tell the shape of an output. */
    @Override
    public void requireOutput(String output, long... shape) {
        requireLayer(output);
        int[] one = ofOnePicture(input);
        int answers = run(
                        FloatBuffer.allocate(numbers(one)),
                        Arrays.stream(one).asLongStream().toArray(),
                        Set.of(output))
                .get(output)
                .length;
        long expected = Arrays.stream(shape).filter(size -> size > 0).reduce(1, Math::multiplyExact);
        boolean free = Arrays.stream(shape).skip(1).anyMatch(size -> size < 0);
        if (free ? answers % expected != 0 : answers != expected) {
            throw new VisionException("The output " + output + " of the network " + name + " has " + answers
                    + " numbers, but its descriptor says " + (free ? "a multiple of " : "") + expected
                    + "; use the files that belong to the descriptor.");
        }
    }

    private void requireLayer(String output) {
        Net net = borrow();
        try {
            if (net.getLayerId(output) < 0) {
                throw new VisionException("The network " + name + " has no output " + output
                        + "; use the files that belong to the descriptor.");
            }
        } finally {
            idle.add(net);
        }
    }

    @Override
    public Map<String, float[]> run(FloatBuffer blob, long[] shape, Set<String> outputs) {
        Net net = borrow();
        try (PointerScope call = new PointerScope()) {
            return run(net, new FloatPointer(blob.slice()), shape, List.copyOf(outputs));
        } catch (RuntimeException error) { // how OpenCV's own exceptions arrive
            throw new VisionException(
                    "The network " + name + " failed: OpenCV cannot run it on " + Arrays.toString(shape) + " numbers.",
                    error);
        } finally {
            idle.add(net);
        }
    }

    private Net borrow() {
        if (closed) {
            throw new IllegalStateException("The network " + name + " is closed.");
        }
        Net net = idle.poll();
        return net == null ? load() : net;
    }

    private static Map<String, float[]> run(Net net, FloatPointer blob, long[] shape, List<String> outputs) {
        int[] one = ofOnePicture(shape);
        Map<String, float[]> answers = new HashMap<>();
        for (int picture = 0; picture < shape[0]; picture++) {
            try (PointerScope each = new PointerScope()) {
                FloatPointer numbers = blob.getPointer((long) picture * numbers(one));
                net.setInput(new Mat(one, CV_32F, numbers));
                MatVector found = new MatVector();
                net.forward(found, new StringVector(outputs.toArray(String[]::new)));
                for (int output = 0; output < outputs.size(); output++) {
                    answers.merge(outputs.get(output), numbers(found.get(output)), DnnNetwork::joined);
                }
            }
        }
        return answers;
    }

    private static int[] ofOnePicture(long[] shape) {
        int[] one = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        one[0] = 1;
        return one;
    }

    private static int numbers(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static float[] numbers(Mat answer) {
        if (answer.depth() != CV_32F || !answer.isContinuous()) {
            throw new IllegalArgumentException("not an answer of floats: type " + answer.type());
        }
        float[] numbers = new float[Math.toIntExact(answer.total())];
        new FloatPointer(answer.data()).get(numbers);
        return numbers;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Frees the network. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        for (Net net = idle.poll(); net != null; net = idle.poll()) {
            net.releaseReference();
        }
    }
}
