package io.agender.vision.head;

import io.agender.models.AttributesSpec;
import io.agender.vision.FaceAttributes;
import io.agender.vision.VisionException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Estimates gender and age, and more where asked, with one or more networks, which all see the same crops. Estimating is
 * safe from several threads at once. Owns the networks: whoever opened it closes it, after the last call has returned.
 */
public final class AttributeEstimator implements AutoCloseable {

    private final String name;
    private final AttributesSpec spec;
    private final List<Reading> readings;
    private final MeasuredErrors errors;

    private AttributeEstimator(String name, AttributesSpec spec, List<Reading> readings) {
        this.name = name;
        this.spec = spec;
        this.readings = readings;
        this.errors = MeasuredErrors.of(spec);
    }

    /** A network, and the heads that read it by the names of their outputs. */
    private record Reading(Network network, Map<String, List<AttributeHead>> heads) {}

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
        List<Reading> readings = new ArrayList<>();
        networks.forEach((file, network) -> {
            Map<String, List<AttributeHead>> heads = new TreeMap<>();
            spec.heads().stream().filter(head -> head.file() == file).forEach(head -> heads.computeIfAbsent(
                            head.output(), output -> new ArrayList<>())
                    .add(AttributeHead.of(name, head, extras)));
            readings.add(new Reading(network, heads));
        });
        AttributeEstimator estimator = new AttributeEstimator(name, spec, List.copyOf(readings));
        try {
            readings.forEach(AttributeEstimator::requireOutputs);
            return estimator;
        } catch (RuntimeException error) {
            estimator.close();
            throw error;
        }
    }

    private static void requireOutputs(Reading reading) {
        reading.heads()
                .forEach((output, heads) ->
                        heads.forEach(head -> reading.network().requireOutput(output, -1, head.numbers())));
    }

    /**
     * Estimates all faces of a frame, in one batch for each network.
     *
     * @param blob the crops as the networks are fed, one after the other, from its position to its limit
     * @param faces how many crops the blob holds; with none no network is asked
     * @return one for each crop, in their order; unknown for a crop that a network answers with numbers that are not
     *     finite, so that it does not spoil the others
     * @throws VisionException when a network fails, or its numbers are finite for none of several crops, or for a single one
     */
    public List<FaceAttributes> estimate(FloatBuffer blob, int faces) {
        if (faces == 0) {
            return List.of();
        }
        long[] shape = InputShape.of(spec.input(), faces);
        FaceAttributes[] estimates = new FaceAttributes[faces];
        Arrays.fill(estimates, FaceAttributes.UNKNOWN);
        BitSet spoilt = new BitSet(faces);
        for (Reading reading : readings) {
            Map<String, float[]> answers =
                    reading.network().run(blob, shape, reading.heads().keySet());
            reading.heads()
                    .forEach((output, heads) ->
                            heads.forEach(head -> read(head, answers.get(output), estimates, spoilt)));
        }
        spoilt.stream().forEach(face -> estimates[face] = FaceAttributes.UNKNOWN);
        return Arrays.stream(estimates).map(errors::applyTo).toList();
    }

    private void read(AttributeHead head, float[] answer, FaceAttributes[] estimates, BitSet spoilt) {
        int numbers = head.numbers();
        if (answer.length != estimates.length * numbers) {
            throw new VisionException("The model " + name + " gave " + answer.length + " numbers for "
                    + estimates.length + " faces; its file does not fit its descriptor.");
        }
        for (int face = 0; face < estimates.length; face++) {
            if (!isFinite(answer, face * numbers, numbers)) {
                spoilt.set(face);
            } else if (!spoilt.get(face)) {
                estimates[face] = head.read(answer, face * numbers, estimates[face]);
            }
        }
        if (spoilt.cardinality() == estimates.length) {
            throw new VisionException("The model " + name + " answered with numbers that are not finite; its file is"
                    + " damaged or does not fit its descriptor.");
        }
    }

    private static boolean isFinite(float[] numbers, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(numbers[i])) {
                return false;
            }
        }
        return true;
    }

    /** Frees the networks. A second call does nothing. */
    @Override
    public void close() {
        readings.forEach(reading -> reading.network().close());
    }
}
