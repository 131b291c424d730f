package io.agender.conversion.format;

import io.agender.conversion.graph.GraphTranslation;
import io.agender.conversion.graph.TfjsModel;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.models.ModelException;
import java.nio.file.Path;

/** Converts TensorFlow.js graph models to ONNX. Has no state. */
public final class TfjsConverter {

    private TfjsConverter() {}

    /**
     * Converts one model. A picture input becomes NCHW with an open batch dimension; colours and value range stay as the
     * model wants them. Outputs keep TensorFlow's order of dimensions. The same files and options always give the same
     * bytes.
     *
     * @param modelJson the model's {@code .json}; the weight files that it names lie beside it
     * @return an ONNX file
     * @throws ModelException when a file is missing or broken, or has a node that the converter does not support
     */
    public static byte[] convert(Path modelJson, ConversionOptions options) {
        TfjsModel model = new TfjsReader(modelJson).read();
        try {
            return new GraphTranslation(model, options).run();
        } catch (UnsupportedGraphException e) {
            throw new ModelException("Model " + modelJson + " cannot be converted: it " + e.getMessage() + ".", e);
        }
    }
}
