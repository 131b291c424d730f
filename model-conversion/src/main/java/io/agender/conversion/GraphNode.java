package io.agender.conversion;

import java.util.List;

/**
 * One node of the TensorFlow.js graph.
 *
 * @param inputs names of the nodes that it takes its values from
 */
record GraphNode(String name, String op, List<String> inputs, Attributes attributes) {

    GraphNode {
        inputs = List.copyOf(inputs);
    }
}
