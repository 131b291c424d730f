package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.vision.FaceAttributes;
import io.agender.vision.VisionException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Estimates gender and age, and more where asked, with one or more networks, which all see the same crops. Estimating is safe from several
 * threads at once. Owns the networks: whoever opened it closes it, after the last call has returned.
 */
public final class AttributeEstimator implements AutoCloseable {

    private final String name;
    private final AttributesSpec spec;
    private final Set<String> extras;
    private final SortedMap<Integer, Network> networks;

    private AttributeEstimator(
            String name, AttributesSpec spec, Set<String> extras, SortedMap<Integer, Network> networks) {
        this.name = name;
        this.spec = spec;
        this.extras = extras;
        this.networks = networks;
    }

    /**
     * Joins networks and the heads that read them.
     *
     * @param name the model's name, for messages
     * @param networks by the number of their file in the descriptor; taken over, and closed here when they do not fit
     * @param extras names of the answers besides gender and age that are wanted; others are thrown away
     * @throws VisionException when a network does not have the outputs that the descriptor says
     */
    public static AttributeEstimator open(
            String name, SortedMap<Integer, Network> networks, AttributesSpec spec, Set<String> extras) {
        AttributeEstimator estimator = new AttributeEstimator(name, spec, Set.copyOf(extras), new TreeMap<>(networks));
        try {
            for (AttributesSpec.Head head : spec.heads()) {
                networks.get(head.file())
                        .requireOutput(
                                head.output(),
                                -1,
                                AttributeHead.of(name, head, extras).numbers());
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
        long[] shape = InputShape.of(spec.input(), faces);
        List<FaceAttributes> estimates = new ArrayList<>(Collections.nCopies(faces, FaceAttributes.UNKNOWN));
        networks.forEach((file, network) -> {
            List<AttributesSpec.Head> heads =
                    spec.heads().stream().filter(head -> head.file() == file).toList();
            Set<String> outputs =
                    heads.stream().map(AttributesSpec.Head::output).collect(Collectors.toSet());
            Map<String, float[]> answers = network.run(blob, shape, outputs);
            for (AttributesSpec.Head head : heads) {
                read(AttributeHead.of(name, head, extras), answers.get(head.output()), estimates);
            }
        });
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

    /** Frees the networks. A second call does nothing. */
    @Override
    public void close() {
        networks.values().forEach(Network::close);
    }
}
