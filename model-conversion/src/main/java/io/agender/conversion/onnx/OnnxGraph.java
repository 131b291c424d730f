package io.agender.conversion.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ONNX graph while it grows. It says nothing about when or where it was made, so that the same nodes always give the
 * same bytes.
 */
public final class OnnxGraph {

    /** The oldest operator set in which Squeeze and its kin take their axes as an input. */
    private static final int OPERATOR_SET = 13;

    /** The file format's version that came with that operator set. */
    private static final int FORMAT = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, Integer> names = new HashMap<>();

    /**
     * @param reserved names of the input and the outputs, which no other tensor gets
     */
    public OnnxGraph(String name, Collection<String> reserved) {
        graph.setName(name);
        reserved.forEach(reservedName -> names.put(reservedName, 1));
    }

    public void input(String name, List<Integer> dims) {
        graph.addInput(info(name, dims));
    }

    /** Makes an existing tensor an output of the graph, under the given name. */
    public void output(String tensor, String name, List<Integer> dims) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(tensor).addOutput(name));
        graph.addOutput(info(name, dims));
    }

    /** Adds a node with one output, whose name is made from the given one and answered. */
    public String node(String op, String name, List<String> inputs, Map<String, ?> attributes) {
        String output = unique(name);
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(op).addAllInput(inputs).addOutput(output);
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> node.addAttribute(attribute(entry.getKey(), entry.getValue())));
        graph.addNode(node);
        return output;
    }

    /** Adds known numbers; answers the name under which nodes can take them. */
    public String constant(String name, Value.Constant constant) {
        String unique = unique(name);
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(unique);
        constant.shape().dims().forEach(tensor::addDims);
        if (constant instanceof Value.Floats floats) {
            ByteBuffer bytes = littleEndian(floats.values().length * Float.BYTES);
            bytes.asFloatBuffer().put(floats.values());
            tensor.setDataType(TensorProto.DataType.FLOAT.getNumber()).setRawData(ByteString.copyFrom(bytes));
        } else if (constant instanceof Value.Ints ints) {
            // ONNX wants shapes, axes and indices as 64-bit numbers.
            ByteBuffer bytes = littleEndian(ints.values().length * Long.BYTES);
            for (int value : ints.values()) {
                bytes.putLong(value);
            }
            tensor.setDataType(TensorProto.DataType.INT64.getNumber()).setRawData(ByteString.copyFrom(bytes.flip()));
        }
        graph.addInitializer(tensor);
        return unique;
    }

    public byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("agender-streams")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private String unique(String name) {
        int uses = names.merge(name, 1, Integer::sum);
        return uses == 1 ? name : unique(name + "." + uses);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ValueInfoProto info(String name, List<Integer> dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int dim : dims) {
            TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
            if (dim == Shape.BATCH) {
                dimension.setDimParam("batch");
            } else {
                dimension.setDimValue(dim);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer number) {
            attribute.setType(AttributeProto.AttributeType.INT).setI(number);
        } else if (value instanceof String text) {
            attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        } else if (value instanceof List<?> numbers) {
            attribute.setType(AttributeProto.AttributeType.INTS);
            numbers.forEach(number -> attribute.addInts((Integer) number));
        } else {
            throw new IllegalArgumentException("attribute " + name + " of " + value.getClass());
        }
        return attribute.build();
    }
}
