package io.agender.conversion;

import io.agender.conversion.format.FaceApiConverter;
import io.agender.conversion.format.KerasSsrnetConverter;
import io.agender.conversion.format.KerasWeights;
import io.agender.conversion.format.MxnetConverter;
import io.agender.conversion.format.TfjsConverter;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.models.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Converts a file to ONNX, whatever of the known formats it is in. Has no state. */
public final class AnyConverter {

    private static final String INPUT = "image";
    private static final String MANIFEST = "-weights_manifest.json";
    private static final String SYMBOL = "-symbol.json";

    private AnyConverter() {}

    /**
     * Converts one file.
     *
     * @param source {@code .h5} with the weights of an SSR-Net; {@code -symbol.json} of MXNet, whose {@code .params} lie
     *     beside it; {@code -weights_manifest.json} of face-api; or the {@code .json} of a TensorFlow.js graph model
     * @param name name of the graph
     * @param outputs for each output its name and the node that answers it; for SSR-Net it may be empty
     * @param size width and height of MXNet's pictures
     * @return an ONNX file
     * @throws ModelException when the file is missing or broken or of no known format, or an answer is not named
     */
    public static byte[] convert(Path source, String name, Map<String, String> outputs, int size) {
        String file = source.getFileName().toString();
        if (file.endsWith(".h5") || file.endsWith(".hdf5")) {
            return KerasSsrnetConverter.convert(
                    source, new ConversionOptions(name, INPUT, outputs.isEmpty() ? ssrnet(source) : outputs));
        }
        if (!file.endsWith(".json")) {
            throw new ModelException(
                    source + " is of no format that can be converted; give an .h5 file of SSR-Net, a"
                            + " -symbol.json file of MXNet, a -weights_manifest.json file of face-api or the .json file of a TensorFlow.js graph model.");
        }
        if (outputs.isEmpty()) {
            throw new ModelException("Name the outputs that " + source + " is to have, each with its node.");
        }
        ConversionOptions options = new ConversionOptions(name, INPUT, outputs);
        if (file.endsWith(MANIFEST)) {
            return FaceApiConverter.convert(source, options);
        }
        return file.endsWith(SYMBOL)
                ? MxnetConverter.convert(source, params(source), size, size, options)
                : TfjsConverter.convert(source, options);
    }

    private static Map<String, String> ssrnet(Path source) {
        return KerasWeights.read(source).names().contains("pred") ? Map.of("gender", "pred") : Map.of("age", "pred_a");
    }

    /** MXNet's own name for the weights of the last epoch, or simply the same name. */
    private static Path params(Path symbol) {
        String prefix = symbol.getFileName().toString().replace(SYMBOL, "");
        return Optional.of(symbol.resolveSibling(prefix + ".params"))
                .filter(Files::exists)
                .orElse(symbol.resolveSibling(prefix + "-0000.params"));
    }
}
