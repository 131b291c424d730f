package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How a gender and age model is fed and read.
 *
 * @param input what each of the model's networks is fed
 * @param margin how much of the canonical face box's size is added on each side of it before the crop is cut
 * @param heads how the outputs are read
 */
public record AttributesSpec(
        @JsonProperty(required = true) InputSpec input,
        @JsonProperty(required = true) double margin,
        @JsonProperty(required = true) List<Head> heads) {

    public AttributesSpec {
        heads = List.copyOf(heads);
    }

    /** How one output of a network is read. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = GenderNumber.class, name = "gender-number"),
        @JsonSubTypes.Type(value = AgeNumber.class, name = "age-number")
    })
    public sealed interface Head permits GenderNumber, AgeNumber {

        /** Index of the model's file that has this output. */
        int file();

        /** Name of the output. */
        String output();
    }

    /**
     * Gender as one number, 0 = female, 1 = male.
     *
     * @param threshold from this number on the face counts as male
     */
    public record GenderNumber(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output,
            @JsonProperty(required = true) double threshold)
            implements Head {}

    /** Age as one number, in years. */
    public record AgeNumber(
            @JsonProperty(required = true) int file,
            @JsonProperty(required = true) String output) implements Head {}
}
