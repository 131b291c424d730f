package io.agender.vision.onnx;

import io.agender.models.AttributesSpec;
import io.agender.vision.FaceAttributes;
import io.agender.vision.VisionException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Estimates gender and age with one or more ONNX networks, which all see the same crops. Estimating is safe from
 * several threads at once. Whoever opened it closes it, after the last call has returned.
 */
public final class OrtAttributeEstimator implements AutoCloseable {

    private final String name;
    private final AttributesSpec spec;
    private final List<OrtModel> models;

    private OrtAttributeEstimator(String name, AttributesSpec spec, List<OrtModel> models) {
        this.name = name;
        this.spec = spec;
        this.models = models;
    }

    /**
     * Loads the networks.
     *
     * @param name the model's name, for messages
     * @param networks the bytes of its files, in the descriptor's order
     * @param threads threads that share one run
     * @throws VisionException when a file cannot be loaded or is not what the descriptor says
     */
    public static OrtAttributeEstimator open(String name, List<byte[]> networks, AttributesSpec spec, int threads) {
        List<OrtModel> models = new ArrayList<>();
        OrtAttributeEstimator estimator = new OrtAttributeEstimator(name, spec, models);
        try {
            for (int file = 0; file < networks.size(); file++) {
                String label = name + " (file " + (file + 1) + " of " + networks.size() + ")";
                models.add(OrtModel.open(label, networks.get(file), spec.input(), -1, threads));
            }
            for (AttributesSpec.Head head : spec.heads()) {
                models.get(head.file())
                        .requireOutput(head.output(), -1, AttributeHead.of(head).numbers());
            }
            return estimator;
        } catch (RuntimeException error) {
            estimator.close();
            throw error;
        }
    }

    /**
     * Estimates all faces of a frame, in one batch for each network.
     *
     * @param blob the crops as the networks are fed, one after the other, from its position to its limit
     * @param faces how many crops the blob holds; with none no network is asked
     * @return one for each crop, in their order
     * @throws VisionException when a network fails or answers with numbers that are not finite
     */
    public List<FaceAttributes> estimate(FloatBuffer blob, int faces) {
        if (faces == 0) {
            return List.of();
        }
        List<FaceAttributes> estimates = new ArrayList<>(Collections.nCopies(faces, FaceAttributes.UNKNOWN));
        for (int file = 0; file < models.size(); file++) {
            int current = file;
            List<AttributesSpec.Head> heads =
                    spec.heads().stream().filter(head -> head.file() == current).toList();
            Set<String> outputs =
                    heads.stream().map(AttributesSpec.Head::output).collect(Collectors.toSet());
            Map<String, float[]> answers = models.get(file).run(blob, faces, outputs);
            for (AttributesSpec.Head head : heads) {
                read(AttributeHead.of(head), answers.get(head.output()), estimates);
            }
        }
        return List.copyOf(estimates);
    }

    private void read(AttributeHead head, float[] answer, List<FaceAttributes> estimates) {
        if (answer.length != estimates.size() * head.numbers()) {
            throw new VisionException("The model " + name + " gave " + answer.length + " numbers for "
                    + estimates.size() + " faces; its file does not fit its descriptor.");
        }
        for (float number : answer) {
            if (!Float.isFinite(number)) {
                throw new VisionException("The model " + name + " answered with " + number
                        + " for a face; its file is damaged or does not fit its descriptor.");
            }
        }
        for (int face = 0; face < estimates.size(); face++) {
            estimates.set(face, head.read(answer, face * head.numbers(), estimates.get(face)));
        }
    }

    /** Frees the networks, the last one first. A second call does nothing. */
    @Override
    public void close() {
        for (int i = models.size() - 1; i >= 0; i--) {
            models.get(i).close();
        }
    }
}
