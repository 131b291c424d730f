package io.agender.vision.engine;

import io.agender.models.ModelDescriptor;
import io.agender.vision.VisionException;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.Network;
import io.agender.vision.onnx.OrtModel;
import java.util.ArrayList;
import java.util.List;

/** Loads the networks of a gender and age model with the engine that its descriptor names. */
final class AttributeNetworks {

    private AttributeNetworks() {}

    /**
     * Loads all networks, or none.
     *
     * @param files the bytes of the model's files, in the descriptor's order
     * @return to be closed by the caller
     * @throws VisionException when a file cannot be loaded or is not what the descriptor says
     */
    static List<Network> open(ModelDescriptor model, List<byte[]> files, int threads) {
        List<Network> networks = new ArrayList<>();
        try {
            for (int file = 0; file < files.size(); file++) {
                String label = model.name() + " (file " + (file + 1) + " of " + files.size() + ")";
                long[] shape = InputShape.of(model.attributes().input(), -1);
                networks.add(OrtModel.open(label, files.get(file), shape, threads));
            }
            return networks;
        } catch (RuntimeException error) {
            networks.forEach(Network::close);
            throw error;
        }
    }
}
