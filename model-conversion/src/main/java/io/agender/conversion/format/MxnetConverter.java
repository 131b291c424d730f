package io.agender.conversion.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.OnnxGraph;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Tensor;
import io.agender.models.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts MXNet networks with one picture input to ONNX: those operations that SSR-Net's MXNet version uses. Has no
 * state between calls.
 */
public final class MxnetConverter {

    /** The picture. */
    private static final String INPUT = "data";

    /** SSR-Net's MXNet version takes the numbers of its classes as inputs, since some engines cannot count. */
    private static final String CLASSES = "stage_num";

    private static final Floats NUMBERS = new Floats(Shape.of(1, 3), new float[] {0, 1, 2});

    private final List<MxnetNode> nodes;
    private final Map<String, Floats> weights;
    private final ConversionOptions options;
    private final Shape picture;
    private final OnnxGraph graph;

    private MxnetConverter(
            List<MxnetNode> nodes, Map<String, Floats> weights, ConversionOptions options, Shape picture) {
        this.nodes = nodes;
        this.weights = weights;
        this.options = options;
        this.picture = picture;
        List<String> reserved = new ArrayList<>(options.outputs().keySet());
        reserved.add(options.inputName());
        this.graph = new OnnxGraph(options.graphName(), reserved);
    }

    /**
     * Converts one network. Its input is NCHW with an open batch dimension; colours and value range stay as the network
     * wants them. The same files and options always give the same bytes.
     *
     * @param symbol the {@code -symbol.json} file
     * @param params the {@code .params} file
     * @param width width of the pictures in pixels, which neither file tells
     * @param height height of the pictures
     * @return an ONNX file
     * @throws ModelException when a file is missing or broken, or has a node that the converter does not support, or the
     *     network was made for pictures of another size
     */
    public static byte[] convert(Path symbol, Path params, int width, int height, ConversionOptions options) {
        return new MxnetConverter(
                        nodes(symbol),
                        MxnetParams.read(params),
                        options,
                        new Shape(List.of(Shape.BATCH, 3, height, width)))
                .run(symbol);
    }

    private static List<MxnetNode> nodes(Path symbol) {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(symbol));
            if (!json.path("nodes").isArray()) {
                throw new ModelException(symbol + " is not a symbol file of MXNet: it lacks a list of nodes.");
            }
            List<MxnetNode> nodes = new ArrayList<>();
            json.path("nodes").forEach(node -> nodes.add(MxnetNode.of(node)));
            return nodes;
        } catch (UnsupportedGraphException e) {
            throw new ModelException("A node of " + symbol + " cannot be converted: it " + e.getMessage() + ".", e);
        } catch (NoSuchFileException e) {
            throw new ModelException("There is no file " + symbol + "; give the -symbol.json file of the network.", e);
        } catch (IOException e) {
            throw new ModelException(symbol + " is not JSON; give the -symbol.json file of the network.", e);
        }
    }

    private byte[] run(Path symbol) {
        graph.input(options.inputName(), picture.dims());
        Set<Integer> needed = needed(symbol);
        Map<Integer, Value> values = new HashMap<>();
        for (int place = 0; place < nodes.size(); place++) {
            MxnetNode node = nodes.get(place);
            try {
                if (needed.contains(place)) {
                    values.put(place, translate(node, values));
                }
            } catch (UnsupportedGraphException e) {
                throw new ModelException("Node " + node.name() + " cannot be converted: it " + e.getMessage() + ".", e);
            } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                throw new ModelException(
                        "Node " + node.name() + " cannot be converted: its inputs or attributes are malformed.", e);
            }
        }
        options.outputs().forEach((name, node) -> {
            Tensor tensor = new Emitter(graph, name).tensor(values.get(place(symbol, node)));
            graph.output(tensor.name(), name, tensor.shape().dims());
        });
        return graph.toBytes();
    }

    private Value translate(MxnetNode node, Map<Integer, Value> values) {
        if (!node.op().equals("null")) {
            List<Value> operands = node.inputs().stream().map(values::get).toList();
            return MxnetRules.of(node).translate(node, new Operands(operands), new Emitter(graph, node.name()));
        }
        if (node.name().equals(INPUT)) {
            return new Tensor(options.inputName(), picture, Layout.PLAIN);
        }
        if (node.name().startsWith(CLASSES)) {
            return NUMBERS;
        }
        Floats known = weights.get(node.name());
        if (known == null) {
            throw new UnsupportedGraphException("has no weights");
        }
        return known;
    }

    /** The places of the wanted outputs and of all that they depend on; MXNet lists a node after what it takes. */
    private Set<Integer> needed(Path symbol) {
        Set<Integer> needed = new HashSet<>();
        options.outputs().values().forEach(node -> needed.add(place(symbol, node)));
        for (int place = nodes.size() - 1; place >= 0; place--) {
            if (needed.contains(place)) {
                for (int input : nodes.get(place).inputs()) {
                    if (input < 0 || input >= place) {
                        throw new ModelException(symbol + " has a node "
                                + nodes.get(place).name() + " that takes a node which is not before it.");
                    }
                    needed.add(input);
                }
            }
        }
        return needed;
    }

    private int place(Path symbol, String name) {
        for (int place = 0; place < nodes.size(); place++) {
            if (nodes.get(place).name().equals(name)) {
                return place;
            }
        }
        throw new ModelException("Model " + symbol + " cannot be converted: it has no node " + name + ".");
    }
}
