package io.agender.vision.engine;

import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelFile.Part;
import io.agender.vision.VisionException;
import io.agender.vision.head.InputShape;
import io.agender.vision.head.Network;
import io.agender.vision.onnx.OrtModel;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Loads the networks of a gender and age model with the engine that its descriptor names. */
final class AttributeNetworks {

    private AttributeNetworks() {}

    /**
     * Loads all networks, or none.
     *
     * @param files the bytes of the model's files, in the descriptor's order
     * @return by the number of their file; to be closed by the caller
     * @throws VisionException when a file cannot be loaded or is not what the descriptor says
     */
    static SortedMap<Integer, Network> open(ModelDescriptor model, List<byte[]> files, int threads) {
        SortedMap<Integer, Network> networks = new TreeMap<>();
        try {
            for (int file = 0; file < files.size(); file++) {
                if (model.files().get(file).part() == Part.NETWORK) {
                    networks.put(file, network(model, file, files, threads));
                }
            }
            return networks;
        } catch (RuntimeException error) {
            networks.values().forEach(Network::close);
            throw error;
        }
    }

    private static Network network(ModelDescriptor model, int file, List<byte[]> files, int threads) {
        long[] shape = InputShape.of(model.attributes().input(), -1);
        String label = model.name() + " (file " + (file + 1) + " of " + files.size() + ")";
        return model.engine() == Engine.OPENCV_DNN
                ? DnnFiles.open(label, model, model.files().get(file), files, shape)
                : OrtModel.open(label, files.get(file), shape, threads);
    }
}
