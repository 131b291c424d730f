package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One file of a model.
 *
 * @param task what this file answers
 * @param location where it is: a file name in the model directory or beside the descriptor, or {@code opencv:NAME} for
 *     a data file that comes inside the OpenCV library, such as
 *     {@code opencv:haarcascades/haarcascade_frontalface_alt.xml}
 * @param size bytes
 * @param sha256 SHA-256 of the file, 64 hexadecimal digits
 * @param source where the file was taken from, for people
 */
public record ModelFile(
        @JsonProperty(required = true) Task task,
        @JsonProperty(required = true) String location,
        @JsonProperty(required = true) long size,
        @JsonProperty(required = true) String sha256,
        @JsonProperty(required = true) String source) {

    /** What a file answers. */
    public enum Task {
        DETECTION,
        GENDER,
        AGE,
        GENDER_AND_AGE
    }

    /** The first 12 digits of the hash, as records name a model. */
    public String shortHash() {
        return sha256.substring(0, 12);
    }
}
