package io.agender.models;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What a model answered for faces whose age and gender are known. From such pairs follows what is likely true where only
 * answers are counted. They stand beside the model's descriptor, in {@code NAME.pairs.json}, and hold no pictures.
 * Immutable.
 *
 * @param data whose faces they are, for people; estimates that rest on them are named after it
 * @param detector name of the detector that found them
 * @param networks the networks that answered
 * @param measured the day, as 2026-11-30
 * @param genderMinAge below this answered age in years the pipeline would have named no gender; the pairs have it all the
 *     same
 * @param pairs each combination of label and answer once
 */
public record AnswerPairs(
        @JsonProperty(required = true) String data,
        @JsonProperty(required = true) String detector,
        @JsonProperty(required = true) List<Network> networks,
        @JsonProperty(required = true) String measured,
        @JsonProperty(required = true) double genderMinAge,
        @JsonProperty(required = true) List<Pair> pairs) {

    /** What the name of a file of pairs ends in, after the model's. */
    public static final String ENDING = ".pairs.json";

    public AnswerPairs {
        networks = List.copyOf(networks);
        pairs = List.copyOf(pairs);
    }

    /** How many faces there are. */
    public int faces() {
        return pairs.stream().mapToInt(Pair::faces).sum();
    }

    /** Gender as it is labelled or answered; only an answer may be unknown. */
    public enum Gender {
        UNKNOWN,
        FEMALE,
        MALE
    }

    /**
     * A network that answered.
     *
     * @param name its name in the catalogue
     * @param sha256 first 12 hexadecimal digits of the SHA-256 of its file
     */
    public record Network(
            @JsonProperty(required = true) ModelFile.Task task,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String sha256) {}

    /**
     * Faces with the same label and the same answer; in JSON a list of the six.
     *
     * @param fromAge youngest age that the label leaves open, in completed years
     * @param toAge oldest age that it leaves open, inclusive
     * @param gender as labelled
     * @param answeredAge in completed years
     * @param answeredGender UNKNOWN where the networks name none
     * @param faces how many there are
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"fromAge", "toAge", "gender", "answeredAge", "answeredGender", "faces"})
    public record Pair(
            @JsonProperty(required = true) int fromAge,
            @JsonProperty(required = true) int toAge,
            @JsonProperty(required = true) Gender gender,
            @JsonProperty(required = true) int answeredAge,
            @JsonProperty(required = true) Gender answeredGender,
            @JsonProperty(required = true) int faces) {}
}
