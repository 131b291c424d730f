package io.agender.conversion.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a converted model is to look like from outside. Immutable.
 *
 * @param graphName name of the ONNX graph
 * @param inputName name of its only input
 * @param outputs for each output, in order, its name and the node of the TensorFlow.js graph that answers it; any node
 *     can be an output, what none of them needs is left out
 */
public record ConversionOptions(String graphName, String inputName, Map<String, String> outputs) {

    public ConversionOptions {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a model without an output answers nothing");
        }
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
