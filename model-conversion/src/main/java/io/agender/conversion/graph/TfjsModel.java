package io.agender.conversion.graph;

import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A TensorFlow.js graph model as it is in its files.
 *
 * @param nodes all nodes, by name
 * @param weights the values of the {@code Const} nodes, by name
 */
public record TfjsModel(Map<String, GraphNode> nodes, Map<String, Value.Constant> weights) {

    /** The nodes that the given ones depend on, and these themselves, each after what it depends on. */
    public List<GraphNode> neededFor(Collection<String> wanted) {
        List<GraphNode> ordered = new ArrayList<>();
        Set<String> started = new HashSet<>();
        Set<String> done = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String name : wanted) {
            open.push(name);
            while (!open.isEmpty()) {
                GraphNode node = node(open.peek());
                if (started.add(node.name())) {
                    node.inputs().stream()
                            .filter(input -> !done.contains(input))
                            .forEach(input -> {
                                if (started.contains(input)) {
                                    throw new UnsupportedGraphException("has a loop through " + input);
                                }
                                open.push(input);
                            });
                } else {
                    open.pop();
                    if (done.add(node.name())) {
                        ordered.add(node);
                    }
                }
            }
        }
        return ordered;
    }

    private GraphNode node(String name) {
        GraphNode node = nodes.get(name);
        if (node == null) {
            throw new UnsupportedGraphException("has no node " + name);
        }
        return node;
    }
}
