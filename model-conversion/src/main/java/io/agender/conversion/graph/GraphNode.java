package io.agender.conversion.graph;

import java.util.List;

/**
 * One node of the TensorFlow.js graph.
 *
 * @param inputs names of the nodes that it takes its values from
 */
public record GraphNode(String name, String op, List<String> inputs, Attributes attributes) {

    public GraphNode {
        inputs = List.copyOf(inputs);
    }
}
