package io.agender.vision;

/** Gender as it appears to a network; UNKNOWN when it was not estimated. */
public enum Gender {
    UNKNOWN,
    FEMALE,
    MALE
}
