package io.agender.vision.image;

/** How far pictures are scaled down while they are decoded, for whoever needs them no larger. */
@FunctionalInterface
public interface Downscale {

    /** The size of the shrunk picture as a part of the picture's, for a picture of some size; 1 and more for not at all. */
    double of(int width, int height);
}
