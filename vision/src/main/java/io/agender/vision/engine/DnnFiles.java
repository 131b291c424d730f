package io.agender.vision.engine;

import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import io.agender.vision.VisionException;
import io.agender.vision.opencv.DnnNetwork;
import java.util.List;

/** Finds the two files that make a network of OpenCV's DNN module: weights, and the text of its graph. */
final class DnnFiles {

    private DnnFiles() {}

    /**
     * Loads a network.
     *
     * @param label what messages call it
     * @param network the file with the weights
     * @param files the bytes of all of the model's files, in the descriptor's order
     * @param input the dimensions of what it is fed
     * @throws VisionException when it has no graph, or OpenCV cannot read it
     */
    static DnnNetwork open(String label, ModelDescriptor model, ModelFile network, List<byte[]> files, long[] input) {
        ModelFile graph = model.graphOf(network)
                .orElseThrow(() -> new VisionException("The model " + model.name() + " has no graph for "
                        + network.location() + "; its descriptor must name a file with part GRAPH."));
        byte[] weights = files.get(model.files().indexOf(network));
        byte[] text = files.get(model.files().indexOf(graph));
        return graph.location().endsWith(".prototxt")
                ? DnnNetwork.caffe(label, text, weights, input)
                : DnnNetwork.tensorflow(label, weights, text, input);
    }
}
