package io.agender.conversion.format;

import io.agender.conversion.graph.GraphTranslation;
import io.agender.conversion.graph.TfjsModel;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.models.ModelException;
import java.nio.file.Path;

/** Converts SSR-Net's weights, as Keras 2 keeps them, to ONNX. Has no state. */
public final class KerasSsrnetConverter {

    private KerasSsrnetConverter() {}

    /**
     * Converts one network. Its input becomes NCHW, blue, green, red from 0 to 255, with an open batch dimension. The
     * same file and options always give the same bytes.
     *
     * @param weights the {@code .h5} file
     * @param options the only output is taken from node {@code pred_a} for ages and {@code pred} for gender
     * @return an ONNX file
     * @throws ModelException when the file is missing or broken, or is not an SSR-Net
     */
    public static byte[] convert(Path weights, ConversionOptions options) {
        TfjsModel model = SsrnetGraph.of(KerasWeights.read(weights));
        try {
            return new GraphTranslation(model, options).run();
        } catch (UnsupportedGraphException e) {
            throw new ModelException("Model " + weights + " cannot be converted: it " + e.getMessage() + ".", e);
        }
    }
}
