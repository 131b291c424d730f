package io.agender.vision.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.agender.vision.VisionException;
import io.agender.vision.head.Network;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A network that ONNX Runtime runs: the only owner of its session.
 *
 * <p>ONNX Runtime's environment belongs to the process and is never closed. The session's options are freed after the
 * session, as ONNX Runtime wants it.
 */
public final class OrtModel implements Network {

    private final String name;
    private final SessionOptions options;
    private final OrtSession session;
    private final String inputName;
    private boolean closed;

    private OrtModel(String name, SessionOptions options, OrtSession session, String inputName) {
        this.name = name;
        this.options = options;
        this.session = session;
        this.inputName = inputName;
    }

    /**
     * Loads a network and checks that it takes what its descriptor says.
     *
     * @param name what messages call it
     * @param network the bytes of its {@code .onnx} file
     * @param shape the dimensions of its input; -1 for any size
     * @param settings how it is run
     * @throws VisionException when it cannot be loaded, takes something else, or can't be run so on this machine
     */
    public static OrtModel open(String name, byte[] network, long[] shape, SessionSettings settings) {
        SessionOptions options = new SessionOptions();
        OrtSession session = null;
        try {
            settings.applyTo(options);
            session = OrtRuntime.ENVIRONMENT.createSession(network, options);
            OrtModel model = new OrtModel(name, options, session, onlyInput(name, session));
            model.requireInput(shape);
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

    private void requireInput(long[] expected) throws OrtException {
        require("input", inputName, session.getInputInfo().get(inputName), expected);
    }

    @Override
    public void requireOutput(String output, long... shape) {
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

    @Override
    public Map<String, float[]> run(FloatBuffer blob, long[] shape, Set<String> outputs) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtRuntime.ENVIRONMENT, blob, shape);
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
                    "The network " + name + " failed on " + Shapes.text(shape) + " numbers: " + reason(error), error);
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
