package io.agender.vision.image;

/** How far somebody who looks at pictures shrinks them first. */
@FunctionalInterface
public interface Shrinking {

    /** The size of the shrunk picture as a part of the picture's, for a picture of some size; 1 and more for not at all. */
    double of(int width, int height);
}
