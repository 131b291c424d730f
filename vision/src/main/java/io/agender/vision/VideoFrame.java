package io.agender.vision;

import java.time.Duration;
import java.util.Objects;

/**
 * One frame of a {@link VideoSource}.
 *
 * @param image the picture
 * @param position presentation time since the first frame of the source; never negative, never decreasing
 */
public record VideoFrame(EncodedImage image, Duration position) {

    public VideoFrame {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(position, "position");
    }
}
