package io.agender.vision.engine;

import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelFile;
import io.agender.models.ModelFile.Part;
import io.agender.vision.VisionException;
import io.agender.vision.head.Network;
import io.agender.vision.onnx.OrtModel;
import io.agender.vision.onnx.SessionSettings;
import io.agender.vision.opencv.DnnNetwork;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Loads the networks of a model with the engine that its descriptor names.
 *
 * @param model the descriptor
 * @param files the bytes of the model's files, in the descriptor's order
 * @param settings how ONNX Runtime runs them
 */
record NetworkLoader(ModelDescriptor model, List<byte[]> files, SessionSettings settings) {

    /**
     * Loads a model's only network.
     *
     * @param shape the dimensions of its input; -1 for any size
     * @return to be closed by the caller
     * @throws VisionException when a file cannot be loaded or is not what the descriptor says
     */
    Network only(long[] shape) {
        return network(model.name(), model.networks().get(0), shape);
    }

    /**
     * Loads all networks, or none.
     *
     * @param shape the dimensions of their input; -1 for any size
     * @return by the number of their file; to be closed by the caller
     * @throws VisionException when a file cannot be loaded or is not what the descriptor says
     */
    SortedMap<Integer, Network> all(long[] shape) {
        SortedMap<Integer, Network> networks = new TreeMap<>();
        try {
            for (int file = 0; file < files.size(); file++) {
                if (model.files().get(file).part() == Part.NETWORK) {
                    String label = model.name() + " (file " + (file + 1) + " of " + files.size() + ")";
                    networks.put(file, network(label, model.files().get(file), shape));
                }
            }
            return networks;
        } catch (RuntimeException error) {
            networks.values().forEach(Network::close);
            throw error;
        }
    }

    private Network network(String label, ModelFile network, long[] shape) {
        return model.engine() == Engine.OPENCV_DNN
                ? openCv(label, network, shape)
                : OrtModel.open(label, bytes(network), shape, settings);
    }

    /** Two files make a network of OpenCV's DNN module: weights, and the text of its graph. */
    private Network openCv(String label, ModelFile network, long[] shape) {
        ModelFile graph = model.graphOf(network)
                .orElseThrow(() -> new VisionException("The model " + model.name() + " has no graph for "
                        + network.location() + "; its descriptor must name a file with part GRAPH."));
        return graph.location().endsWith(".prototxt")
                ? DnnNetwork.caffe(label, bytes(graph), bytes(network), shape)
                : DnnNetwork.tensorflow(label, bytes(network), bytes(graph), shape);
    }

    private byte[] bytes(ModelFile file) {
        return files.get(model.files().indexOf(file));
    }
}
