package io.agender.vision.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/** Builds ONNX networks of a few nodes, whose answers a test knows beforehand. */
public final class TinyNetwork {

    private static final int OPSET = 13;
    private static final int IR_VERSION = 8;
    private static final String INPUT = "picture";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");

    private TinyNetwork() {}

    /** A network with one input of floats; -1 is any size. */
    public static TinyNetwork taking(long... shape) {
        return new TinyNetwork().andTaking(INPUT, shape);
    }

    /** Adds an input. */
    public TinyNetwork andTaking(String input, long... shape) {
        graph.addInput(value(input, TensorProto.DataType.FLOAT, shape));
        return this;
    }

    /** Adds an output that is always the same. */
    public TinyNetwork answering(String output, float[] values, long... shape) {
        TensorProto.Builder tensor = tensor(values, shape);
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput(output)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(tensor)));
        graph.addOutput(value(output, TensorProto.DataType.FLOAT, shape));
        return this;
    }

    /** Adds an output that is the same for each picture of the batch. */
    public TinyNetwork answeringEachPicture(String output, float... values) {
        mean(INPUT, output + "-planes", 0, 2, 3);
        mean(output + "-planes", output + "-mean", 1, 1); // one number for each picture
        graph.addInitializer(tensor(new float[] {0}, 1).setName(output + "-nothing"));
        graph.addInitializer(tensor(values, 1, values.length).setName(output + "-answer"));
        node("Mul", output + "-mean", output + "-nothing", output + "-zero");
        node("Add", output + "-zero", output + "-answer", output);
        graph.addOutput(value(output, TensorProto.DataType.FLOAT, -1, values.length));
        return this;
    }

    /** Adds an output that has for each picture of the batch the mean of its numbers, times a factor. */
    public TinyNetwork answeringTheMean(String output, float factor) {
        mean(INPUT, output + "-mean", 0, 1, 2, 3);
        graph.addInitializer(tensor(new float[] {factor}, 1).setName(output + "-factor"));
        node("Mul", output + "-mean", output + "-factor", output);
        graph.addOutput(value(output, TensorProto.DataType.FLOAT, -1));
        return this;
    }

    private void node(String type, String first, String second, String output) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .addInput(first)
                .addInput(second)
                .addOutput(output));
    }

    private void mean(String input, String output, int keepDimensions, int... axes) {
        AttributeProto.Builder along =
                AttributeProto.newBuilder().setName("axes").setType(AttributeProto.AttributeType.INTS);
        for (int axis : axes) {
            along.addInts(axis);
        }
        graph.addNode(NodeProto.newBuilder()
                .setOpType("ReduceMean")
                .addInput(input)
                .addOutput(output)
                .addAttribute(along)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("keepdims")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(keepDimensions)));
    }

    /** The bytes of the {@code .onnx} file. */
    public byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static TensorProto.Builder tensor(float[] values, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor;
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (long size : shape) {
            sizes.addDim(
                    size < 0
                            ? Dimension.newBuilder().setDimParam("batch")
                            : Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(sizes)))
                .build();
    }
}
