package io.agender.conversion.graph;

import io.agender.conversion.onnx.UnsupportedGraphException;
import java.util.Map;
import java.util.TreeMap;

/** Which rule translates which TensorFlow operation. */
final class NodeRules {

    private static final Map<String, NodeRule> RULES = Map.ofEntries(
            Map.entry("Identity", (node, operands, out) -> operands.get(0)),
            Map.entry("_FusedConv2D", new Convolution(false)),
            Map.entry("Conv2D", new Convolution(false)),
            Map.entry("FusedDepthwiseConv2dNative", new Convolution(true)),
            Map.entry("DepthwiseConv2dNative", new Convolution(true)),
            Map.entry("_FusedMatMul", new MatrixProduct()),
            Map.entry("MatMul", new MatrixProduct()),
            Map.entry("MaxPool", new Pooling("MaxPool")),
            Map.entry("AvgPool", new Pooling("AveragePool")),
            Map.entry("Add", new Arithmetic("Add")),
            Map.entry("AddV2", new Arithmetic("Add")),
            Map.entry("BiasAdd", new Arithmetic("Add")),
            Map.entry("Sub", new Arithmetic("Sub")),
            Map.entry("Mul", new Arithmetic("Mul")),
            Map.entry("RealDiv", new Arithmetic("Div")),
            Map.entry("Minimum", new Arithmetic("Min")),
            Map.entry("Maximum", new Arithmetic("Max")),
            Map.entry("Max", new Reduction("ReduceMax")),
            Map.entry("Mean", new Reduction("ReduceMean")),
            Map.entry("Softmax", new Softmax()),
            Map.entry("Relu", new Activation()),
            Map.entry("Relu6", new Activation()),
            Map.entry("Elu", new Activation()),
            Map.entry("Tanh", new Activation()),
            Map.entry("Sigmoid", new Activation()),
            Map.entry("Reshape", new Reshape()),
            Map.entry("ExpandDims", new ExpandDims()),
            Map.entry("Shape", new ShapeOf()),
            Map.entry("Pack", new Pack()),
            Map.entry("StridedSlice", new StridedSlice()),
            Map.entry("ConcatV2", new Concat()),
            Map.entry("Pad", new Pad()),
            Map.entry("ResizeBilinear", new ResizeBilinear()),
            Map.entry("DepthToSpace", new DepthToSpace()));

    private NodeRules() {}

    static NodeRule of(GraphNode node) {
        NodeRule rule = RULES.get(node.op());
        if (rule == null) {
            throw new UnsupportedGraphException("is a " + node.op() + "; the supported operations are "
                    + String.join(", ", new TreeMap<>(RULES).keySet()));
        }
        return rule;
    }
}
