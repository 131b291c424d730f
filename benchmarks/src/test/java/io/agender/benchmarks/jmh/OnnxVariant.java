package io.agender.benchmarks.jmh;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Networks made of the catalogue's, to measure whether ONNX Runtime is faster with them. */
final class OnnxVariant {

    private OnnxVariant() {}

    /** The network with an input of fixed dimensions. */
    static byte[] fixed(byte[] network, long... shape) throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.parseFrom(network).toBuilder();
        TensorShapeProto.Builder dims = model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .clearDim();
        for (long size : shape) {
            dims.addDimBuilder().setDimValue(size);
        }
        return model.build().toByteArray();
    }

    /** Two networks with the same input as one. */
    static byte[] joined(byte[] first, byte[] second) throws InvalidProtocolBufferException {
        ModelProto.Builder model = ModelProto.parseFrom(first).toBuilder();
        GraphProto other = ModelProto.parseFrom(second).getGraph();
        Set<String> ends = Stream.concat(other.getInputList().stream(), other.getOutputList().stream())
                .map(end -> end.getName())
                .collect(Collectors.toSet());
        GraphProto.Builder graph = model.getGraphBuilder();
        other.getInitializerList()
                .forEach(
                        numbers -> graph.addInitializer(numbers.toBuilder().setName(renamed(numbers.getName(), ends))));
        for (NodeProto node : other.getNodeList()) {
            NodeProto.Builder copy = node.toBuilder().clearInput().clearOutput();
            node.getInputList().forEach(name -> copy.addInput(renamed(name, ends)));
            node.getOutputList().forEach(name -> copy.addOutput(renamed(name, ends)));
            graph.addNode(copy);
        }
        graph.addAllOutput(other.getOutputList());
        return model.build().toByteArray();
    }

    private static String renamed(String name, Set<String> ends) {
        return name.isEmpty() || ends.contains(name) ? name : "other/" + name;
    }
}
