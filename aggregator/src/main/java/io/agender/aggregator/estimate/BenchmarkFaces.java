package io.agender.aggregator.estimate;

import io.agender.schemas.Gender;
import io.agender.schemas.ModelUse;
import java.util.List;
import java.util.Set;

/**
 * Faces whose age and gender are known, with what networks answered for them. Immutable.
 *
 * @param name whose faces they are, how they were found and when, for people
 * @param networks the networks that answered
 * @param genderMinAge below this answered age in years the pipeline names no gender, as far as is known
 * @param pairs labels and answers; at least one
 */
public record BenchmarkFaces(String name, Set<ModelUse> networks, double genderMinAge, List<Pair> pairs) {

    public BenchmarkFaces {
        networks = Set.copyOf(networks);
        pairs = List.copyOf(pairs);
    }

    /** Labels and answers as the pipeline tells them: without a gender where it names none. */
    List<Pair> told() {
        return pairs.stream()
                .map(pair -> pair.answeredAge < genderMinAge
                        ? new Pair(pair.fromAge, pair.toAge, pair.gender, pair.answeredAge, Gender.UNKNOWN, pair.faces)
                        : pair)
                .toList();
    }

    /**
     * Faces with the same label and the same answer.
     *
     * @param fromAge youngest age that the label leaves open, in completed years
     * @param toAge oldest age that it leaves open, inclusive
     * @param gender as labelled, FEMALE or MALE
     * @param answeredAge in completed years
     * @param answeredGender also below {@code genderMinAge}; UNKNOWN where the networks name none at all
     * @param faces how many there are
     */
    public record Pair(int fromAge, int toAge, Gender gender, int answeredAge, Gender answeredGender, int faces) {}
}
