package io.agender.conversion.graph;

import io.agender.conversion.onnx.Border;
import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** The largest or the mean value in a moving window. */
final class Pooling implements NodeRule {

    private final String onnxOp;

    Pooling(String onnxOp) {
        this.onnxOp = onnxOp;
    }

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        List<Integer> size = node.attributes().integers("ksize", List.of());
        if (size.size() != 4 || size.get(0) != 1 || size.get(3) != 1) {
            throw new UnsupportedGraphException("pools over " + size + ", which is not a window of rows and columns");
        }
        Tensor pictures = out.channelsFirst(operands.pictures(0));
        Window window = Window.of(node.attributes(), size.get(1), size.get(2));
        Border border = window.border(pictures.shape());
        // Neither takes the padding into account: ONNX's AveragePool does so only when asked to.
        return out.emit(
                onnxOp,
                List.of(pictures.name()),
                Map.of(
                        "kernel_shape", List.of(window.height(), window.width()),
                        "strides", List.of(window.strideY(), window.strideX()),
                        "pads", border.asPads()),
                window.output(pictures.shape(), border, pictures.shape().dim(3)),
                Layout.CHANNELS_FIRST);
    }
}
