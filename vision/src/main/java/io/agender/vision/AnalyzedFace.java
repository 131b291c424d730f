package io.agender.vision;

import java.util.OptionalInt;

/**
 * A face and what the networks say of it.
 *
 * @param track number of the face's track in its stream; empty when it is not followed or not confirmed yet
 */
public record AnalyzedFace(Detection detection, FaceAttributes attributes, OptionalInt track) {

    /** A face that is not followed. */
    public AnalyzedFace(Detection detection, FaceAttributes attributes) {
        this(detection, attributes, OptionalInt.empty());
    }
}
