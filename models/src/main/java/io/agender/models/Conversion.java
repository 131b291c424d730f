package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an ONNX file is made from the files that the model's authors published. The same files always give the same bytes.
 *
 * @param format what the published files are
 * @param from the published files, the one that describes the network first
 * @param outputs for each output of the ONNX file, in order, its name and the node of the published graph that answers
 *     it
 */
public record Conversion(
        @JsonProperty(required = true) Format format,
        @JsonProperty(required = true) List<PublishedFile> from,
        @JsonProperty(required = true) Map<String, String> outputs) {

    public Conversion {
        from = List.copyOf(from);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** What a network is kept in. */
    public enum Format {
        /** TensorFlow.js graph model: a {@code .json} file and the {@code .bin} file that it names. */
        TFJS,
        /** Weights of face-api.js: a {@code -weights_manifest.json} file and the {@code .bin} file that it names. */
        FACE_API,
        /** Weights of SSR-Net as Keras 2 keeps them: an {@code .h5} file. */
        KERAS_SSRNET,
        /** MXNet: a {@code -symbol.json} file with the graph and a {@code .params} file with the weights. */
        MXNET
    }
}
