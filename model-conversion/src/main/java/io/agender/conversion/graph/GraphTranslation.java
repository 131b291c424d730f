package io.agender.conversion.graph;

import io.agender.conversion.onnx.ConversionOptions;
import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.OnnxGraph;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Tensor;
import io.agender.models.ModelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One conversion: walks the graph from the input to the wanted outputs and keeps what each node has answered. */
public final class GraphTranslation {

    private final TfjsModel model;
    private final ConversionOptions options;
    private final OnnxGraph graph;
    private final Map<String, Value> values = new HashMap<>();
    private boolean hasInput;

    public GraphTranslation(TfjsModel model, ConversionOptions options) {
        this.model = model;
        this.options = options;
        List<String> reserved = new ArrayList<>(options.outputs().keySet());
        reserved.add(options.inputName());
        this.graph = new OnnxGraph(options.graphName(), reserved);
    }

    public byte[] run() {
        for (GraphNode node : model.neededFor(options.outputs().values())) {
            try {
                values.put(node.name(), translate(node));
            } catch (UnsupportedGraphException e) {
                throw new ModelException("Node " + node.name() + " cannot be converted: it " + e.getMessage() + ".", e);
            } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                // What a file says that no TensorFlow.js writes: text that is not Base64, a kernel of one dimension.
                throw new ModelException(
                        "Node " + node.name() + " cannot be converted: its inputs or attributes are malformed.", e);
            }
        }
        options.outputs().forEach(this::output);
        return graph.toBytes();
    }

    private Value translate(GraphNode node) {
        return switch (node.op()) {
            case "Const" -> constant(node);
            case "Placeholder" -> input(node);
            default -> {
                List<Value> operands = new ArrayList<>();
                node.inputs().forEach(input -> operands.add(values.get(input)));
                yield NodeRules.of(node).translate(node, new Operands(operands), new Emitter(graph, node.name()));
            }
        };
    }

    private Value constant(GraphNode node) {
        Value constant = model.weights().get(node.name());
        if (constant == null) {
            throw new UnsupportedGraphException("has no weights");
        }
        return constant;
    }

    private Tensor input(GraphNode node) {
        if (hasInput) {
            throw new UnsupportedGraphException("is a second input");
        }
        hasInput = true;
        Shape shape = node.attributes().shape("shape");
        Layout layout = shape.rank() == 4 ? Layout.CHANNELS_FIRST : Layout.PLAIN;
        graph.input(options.inputName(), lying(shape, layout));
        return new Tensor(options.inputName(), shape, layout);
    }

    private void output(String name, String node) {
        Tensor tensor = new Emitter(graph, name).plain(values.get(node));
        graph.output(tensor.name(), name, tensor.shape().dims());
    }

    private static List<Integer> lying(Shape shape, Layout layout) {
        return layout instanceof Layout.ChannelsFirst
                ? List.of(shape.dim(0), shape.dim(3), shape.dim(1), shape.dim(2))
                : shape.dims();
    }
}
