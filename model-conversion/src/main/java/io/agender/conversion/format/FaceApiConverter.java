package io.agender.conversion.format;

import io.agender.conversion.graph.GraphTranslation;
import io.agender.conversion.graph.TfjsModel;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.models.ModelException;
import java.nio.file.Path;

/** Converts the weights of face-api.js to ONNX. Has no state. */
public final class FaceApiConverter {

    private FaceApiConverter() {}

    /**
     * Converts one network: age and gender, or the tiny one for 68 points; the names of the weights tell which. Its input
     * becomes NCHW, 112 by 112, red, green, blue, each minus its mean and divided by 255, with an open batch dimension.
     * The same files and options always give the same bytes.
     *
     * @param manifest the {@code -weights_manifest.json} file; the {@code .bin} file that it names lies beside it
     * @param options outputs are taken from nodes {@code age} and {@code gender}, or {@code points}
     * @return an ONNX file
     * @throws ModelException when a file is missing or broken, or is of another network
     */
    public static byte[] convert(Path manifest, ConversionOptions options) {
        WeightsManifest weights = new WeightsManifest(manifest);
        TfjsModel model = FaceApiGraph.of(weights.weights(weights.json()));
        try {
            return new GraphTranslation(model, options).run();
        } catch (UnsupportedGraphException e) {
            throw new ModelException("Model " + manifest + " cannot be converted: it " + e.getMessage() + ".", e);
        }
    }
}
