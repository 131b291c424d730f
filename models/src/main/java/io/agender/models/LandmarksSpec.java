package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a network for landmarks is fed and read. It sees one face and answers with x and y of {@value #POINTS} points as
 * parts of the crop's width and height, in the order of the 300-W challenge (C. Sagonas et al., "300 Faces in-the-Wild
 * Challenge", ICCV Workshops 2013).
 *
 * @param input what the network is fed
 * @param margin how much of the canonical face box's size is added on each side of it before the crop is cut
 * @param output name of the output with two numbers for each point
 */
public record LandmarksSpec(
        @JsonProperty(required = true) InputSpec input,
        @JsonProperty(required = true) double margin,
        @JsonProperty(required = true) String output) {

    /** How many points it gives. */
    public static final int POINTS = 68;
}
