package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Layout;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Map;

/** Pictures scaled with linear interpolation. */
final class ResizeBilinear implements NodeRule {

    @Override
    public Value translate(GraphNode node, Operands operands, Emitter out) {
        Tensor pictures = out.channelsFirst(operands.pictures(0));
        int[] size = operands.ints(1).values();
        if (size.length != 2) {
            throw new UnsupportedGraphException("scales to " + size.length + " dimensions instead of height and width");
        }
        Shape shape = pictures.shape();
        // The size can't be given, because it would fix the batch; ONNX rounds size times scale down.
        Floats scales =
                new Floats(Shape.of(4), new float[] {1, 1, scale(shape.dim(1), size[0]), scale(shape.dim(2), size[1])});
        return out.emit(
                "Resize",
                List.of(pictures.name(), "", out.constant("scales", scales)),
                Map.of("mode", "linear", "coordinate_transformation_mode", coordinates(node.attributes())),
                shape.with(1, size[0]).with(2, size[1]),
                Layout.CHANNELS_FIRST);
    }

    private static String coordinates(Attributes attributes) {
        if (attributes.flag("align_corners", false)) {
            return "align_corners";
        }
        return attributes.flag("half_pixel_centers", false) ? "half_pixel" : "asymmetric";
    }

    private static float scale(int from, int to) {
        float scale = (float) to / from;
        while ((int) Math.floor(from * scale) < to) {
            scale = Math.nextUp(scale);
        }
        return scale;
    }
}
