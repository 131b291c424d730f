package io.agender.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * How far a model is off for labelled faces, of all and of parts of them: the tables of its card. They stand beside the
 * model's descriptor, in {@code NAME.errors.json}. Immutable.
 *
 * @param data whose faces they are, for people
 * @param detector name of the detector that found them
 * @param networks the networks that answered
 * @param measured the day, as 2026-11-30
 * @param frame the frame in which faces of a certain size were seen, such as {@code 640 x 360}
 * @param minFaceSide faces whose longer side has fewer pixels were not classified
 * @param genderMinAge below this answered age in years no gender was named
 * @param rows all faces first, then part by part, the weakest first; by size the smallest
 */
public record MeasuredErrors(
        @JsonProperty(required = true) String data,
        @JsonProperty(required = true) String detector,
        @JsonProperty(required = true) List<AnswerPairs.Network> networks,
        @JsonProperty(required = true) String measured,
        @JsonProperty(required = true) String frame,
        @JsonProperty(required = true) double minFaceSide,
        @JsonProperty(required = true) double genderMinAge,
        @JsonProperty(required = true) List<Row> rows) {

    /** What the name of a file of errors ends in, after the model's. */
    public static final String ENDING = ".errors.json";

    public MeasuredErrors {
        networks = List.copyOf(networks);
        rows = List.copyOf(rows);
    }

    /** By what faces are told apart. */
    public enum By {
        ALL("all"),
        GROUP_AND_GENDER("group and gender, 20 to 59"),
        GROUP("group"),
        GENDER("gender"),
        AGE("age"),
        SIZE("longer side of the face");

        private final String words;

        By(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One line of a table. What no face says is not there.
     *
     * @param part which faces, such as {@code 20-29}
     * @param faces how many there are
     * @param found how many of them the detector found
     * @param ageError mean absolute error, in years
     * @param ageBias mean error, in years; above 0 where people are made too old
     * @param genderNamed share of the found faces that got a gender
     * @param genderRight share of these that got the right one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"by", "part", "faces", "found", "ageError", "ageBias", "genderNamed", "genderRight"})
    public record Row(
            @JsonProperty(required = true) By by,
            @JsonProperty(required = true) String part,
            @JsonProperty(required = true) int faces,
            @JsonProperty(required = true) int found,
            Double ageError,
            Double ageBias,
            Double genderNamed,
            Double genderRight) {}
}
