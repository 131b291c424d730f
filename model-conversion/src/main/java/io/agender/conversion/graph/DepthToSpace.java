package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** Channels laid out as blocks of pixels. */
final class DepthToSpace implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor pictures = out.channelsFirst(operands.pictures(0));
        int block = node.attributes().integer("block_size", 2);
        Shape shape = pictures.shape();
        if (shape.dim(3) % (block * block) != 0) {
            throw new UnsupportedGraphException("makes blocks of " + block + " from " + shape.dim(3) + " channels");
        }
        return out.emit(
                "DepthToSpace",
                List.of(pictures.name()),
                // TensorFlow's order: the place in the block counts more than the channel.
                Map.of("blocksize", block, "mode", "DCR"),
                shape.with(1, shape.dim(1) * block)
                        .with(2, shape.dim(2) * block)
                        .with(3, shape.dim(3) / (block * block)),
                Layout.CHANNELS_FIRST);
    }
}
