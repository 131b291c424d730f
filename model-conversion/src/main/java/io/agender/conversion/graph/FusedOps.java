package io.agender.conversion.graph;

import io.agender.conversion.onnx.Emitter;
import io.agender.conversion.onnx.Operands;
import io.agender.conversion.onnx.UnsupportedGraphException;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.conversion.onnx.Value.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * What TensorFlow.js has drawn into a convolution or multiplication: a bias, then a function.
 *
 * @param bias one number per channel
 * @param activation TensorFlow's name of the function
 */
record FusedOps(Optional<Floats> bias, Optional<String> activation) {

    static FusedOps of(GraphNode node, Operands operands) {
        List<String> fused = node.attributes().texts("fused_ops");
        boolean biased = !fused.isEmpty() && fused.get(0).equals("BiasAdd");
        if (fused.size() > 2 || fused.size() == 2 && !biased || fused.size() == 1 && !biased) {
            throw new UnsupportedGraphException("is fused with " + fused);
        }
        return new FusedOps(
                biased ? Optional.of(operands.floats(2)) : Optional.empty(),
                fused.size() == 2 ? Optional.of(fused.get(1)) : Optional.empty());
    }

    Tensor activate(Tensor tensor, Emitter out) {
        return activation.map(name -> Activation.apply(name, tensor, out)).orElse(tensor);
    }
}
