package io.agender.conversion;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Runs an ONNX file, for tests. */
public final class OnnxNetwork implements AutoCloseable {

    private final OrtSession session;

    public OnnxNetwork(byte[] onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = OrtEnvironment.getEnvironment().createSession(onnx, options);
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime does not take the file", e);
        }
    }

    /** One output for the values of the only input. */
    public Answer run(String output, float[] values, long... shape) {
        String input = session.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            OnnxTensor answer = (OnnxTensor) result.get(output).orElseThrow();
            return new Answer(answer.getFloatBuffer().array(), answer.getInfo().getShape());
        } catch (OrtException e) {
            throw new AssertionError("ONNX Runtime cannot run the file", e);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    public record Answer(float[] values, long[] shape) {}
}
