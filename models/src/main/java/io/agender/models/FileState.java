package io.agender.models;

/** Where a model's file is. */
public enum FileState {
    /** In the model directory. */
    HERE,
    /** Part of this program. */
    BUNDLED,
    /** Inside the OpenCV library. */
    IN_OPENCV,
    /** Nowhere that is looked at. */
    MISSING
}
