package io.agender.vision.engine;

/** Which faces get landmarks from a network of their own, where the detector gives none. */
public enum LandmarkUse {
    /** Those of which a crop is likely to be classified: where faces are followed, and for models that want level eyes. */
    AUTO,
    /** Every face that the detector finds. */
    EVERY,
    /** None. */
    NEVER
}
