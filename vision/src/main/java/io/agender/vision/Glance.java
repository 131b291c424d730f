package io.agender.vision;

import java.util.Objects;

/**
 * What is seen of a frame without decoding it wholly.
 *
 * @param width width of the frame in pixels, as displayed
 * @param height height of the frame in pixels, as displayed
 * @param mosaic the frame as a mosaic
 */
public record Glance(int width, int height, Mosaic mosaic) {

    public Glance {
        Objects.requireNonNull(mosaic, "mosaic");
    }
}
