package io.agender.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.agender.models.InputSpec;
import io.agender.models.InputSpec.Layout;
import io.agender.vision.VisionException;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A loaded network with one picture input: the only owner of its session. Running it is safe from several threads at
 * once. Whoever opened it closes it, after the last run has returned.
 *
 * <p>ONNX Runtime's environment belongs to the process and is never closed. The session's options are freed after the
 * session, as ONNX Runtime wants it.
 */
final class OrtModel implements AutoCloseable {

    private static final String NO_SPINNING = "session.intra_op.allow_spinning";

    private final String name;
    private final InputSpec input;
    private final SessionOptions options;
    private final OrtSession session;
    private final String inputName;
    private boolean closed;

    private OrtModel(String name, InputSpec input, SessionOptions options, OrtSession session, String inputName) {
        this.name = name;
        this.input = input;
        this.options = options;
        this.session = session;
        this.inputName = inputName;
    }

    /**
     * Loads a network and checks that it takes what its descriptor says.
     *
     * @param name what messages call it
     * @param network the bytes of its {@code .onnx} file
     * @param batch pictures in a batch; -1 for any number
     * @param threads threads that share one run; 1 runs on the caller's thread alone
     * @throws VisionException when it cannot be loaded or takes something else
     */
    static OrtModel open(String name, byte[] network, InputSpec input, int batch, int threads) {
        SessionOptions options = new SessionOptions();
        OrtSession session = null;
        try {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // A worker that spins between runs takes a core from the threads that decode and scale.
            options.addConfigEntry(NO_SPINNING, "0");
            session = OrtRuntime.ENVIRONMENT.createSession(network, options);
            OrtModel model = new OrtModel(name, input, options, session, onlyInput(name, session));
            model.requireInput(batch);
            return model;
        } catch (OrtException error) {
            release(session, options);
            throw new VisionException("The network " + name + " cannot be loaded: " + reason(error), error);
        } catch (RuntimeException error) {
            release(session, options);
            throw error;
        }
    }

    private static String onlyInput(String name, OrtSession session) {
        Set<String> names = session.getInputNames();
        if (names.size() != 1) {
            throw new VisionException(
                    "The network " + name + " has " + names.size() + " inputs " + names + ", but must have one.");
        }
        return names.iterator().next();
    }

    private void requireInput(int batch) throws OrtException {
        long[] expected = shape(batch);
        require("input", inputName, session.getInputInfo().get(inputName), expected);
    }

    /**
     * Checks that the network has an output of floats.
     *
     * @param shape its dimensions; -1 for any size, the last ones may be left out when they are 1
     * @throws VisionException when it has none, or one of another shape
     */
    void requireOutput(String output, long... shape) {
        try {
            NodeInfo info = session.getOutputInfo().get(output);
            if (info == null) {
                throw new VisionException("The network " + name + " has no output " + output + ", only "
                        + session.getOutputNames() + "; use the file that belongs to the descriptor.");
            }
            require("output", output, info, shape);
        } catch (OrtException error) {
            throw new VisionException("The outputs of the network " + name + " cannot be read.", error);
        }
    }

    private void require(String direction, String node, NodeInfo info, long[] expected) {
        boolean fits = info.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && Shapes.fit(tensor.getShape(), expected);
        if (!fits) {
            throw new VisionException("The " + direction + " " + node + " of the network " + name + " is "
                    + described(info) + ", but its descriptor says FLOAT " + Shapes.text(expected)
                    + "; use the file that belongs to the descriptor.");
        }
    }

    private static String described(NodeInfo info) {
        return info.getInfo() instanceof TensorInfo tensor
                ? tensor.type + " " + Shapes.text(tensor.getShape())
                : "not a tensor";
    }

    private long[] shape(int batch) {
        return input.layout() == Layout.NCHW
                ? new long[] {batch, 3, input.height(), input.width()}
                : new long[] {batch, input.height(), input.width(), 3};
    }

    /**
     * Runs the network once.
     *
     * @param blob the pictures' numbers, from its position to its limit
     * @param pictures how many pictures the blob holds
     * @param outputs names of the outputs that are wanted
     * @return the numbers of each output in row-major order
     */
    Map<String, float[]> run(FloatBuffer blob, int pictures, Set<String> outputs) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtRuntime.ENVIRONMENT, blob, shape(pictures));
                OrtSession.Result result = session.run(Map.of(inputName, tensor), outputs)) {
            Map<String, float[]> answers = new HashMap<>();
            for (String output : outputs) {
                FloatBuffer numbers = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
                float[] answer = new float[numbers.remaining()];
                numbers.get(answer);
                answers.put(output, answer);
            }
            return answers;
        } catch (OrtException error) {
            throw new VisionException(
                    "The network " + name + " failed on " + pictures + " pictures: " + reason(error), error);
        }
    }

    /** The runtime's own words, with one full stop at the end whether they bring one or not. */
    private static String reason(OrtException error) {
        return String.valueOf(error.getMessage()).replaceAll("[.\\s]+$", "") + ".";
    }

    /** Frees the session and then its options. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release(session, options);
        }
    }

    private static void release(OrtSession session, SessionOptions options) {
        try (options) {
            if (session != null) {
                session.close();
            }
        } catch (OrtException error) {
            throw new VisionException("A network's session cannot be closed.", error);
        }
    }
}
