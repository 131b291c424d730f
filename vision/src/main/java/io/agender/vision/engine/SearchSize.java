package io.agender.vision.engine;

import io.agender.vision.geometry.FaceSize;
import io.agender.vision.geometry.FrameRegion;
import io.agender.vision.geometry.LookPlan;
import io.agender.vision.geometry.Sight;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How large a detector sees frames. Larger: smaller faces are found, for more time with each frame (docs/performance.md).
 *
 * @param pixels the longer side of the picture that it sees; empty for its own, or for what the smallest face needs
 * @param minFace the smallest face that it must find; empty for what comes of its size
 * @param region where small faces are looked for; large ones are looked for everywhere. Empty for everywhere
 */
public record SearchSize(OptionalInt pixels, Optional<FaceSize> minFace, Optional<FrameRegion> region) {

    /** Each detector's own size. */
    public static final SearchSize OWN = new SearchSize(OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** Less shows nothing. */
    public static final int MIN_PIXELS = 64;

    /** More than the longer side of any frame. */
    public static final int MAX_PIXELS = 16_384;

    public SearchSize {
        Objects.requireNonNull(minFace, "minFace");
        Objects.requireNonNull(region, "region");
        if (pixels.isPresent() && (pixels.getAsInt() < MIN_PIXELS || pixels.getAsInt() > MAX_PIXELS)) {
            throw new IllegalArgumentException(
                    "the size must be between " + MIN_PIXELS + " and " + MAX_PIXELS + ": " + pixels.getAsInt());
        }
        if (pixels.isPresent() && minFace.isPresent()) {
            throw new IllegalArgumentException("either a size or a smallest face");
        }
        if (region.isPresent() && pixels.isEmpty() && minFace.isEmpty()) {
            throw new IllegalArgumentException("a region wants a size or a smallest face");
        }
    }

    /** Whether each detector sees frames as it always does. */
    public boolean isOwn() {
        return equals(OWN);
    }

    /**
     * The looks that a frame needs.
     *
     * @param width width of the frame in pixels, of the decoded one
     * @param height height of the frame in pixels, of the decoded one
     * @param reduction how many pixels of the camera's frame, in each direction, one of the decoded frame stands for
     */
    LookPlan plan(Sight sight, int width, int height, int reduction) {
        double scale;
        if (pixels.isPresent()) {
            scale = (double) pixels.getAsInt() / Math.max(width, height);
        } else if (minFace.isPresent()) {
            scale = sight.smallest() * reduction / minFace.get().pixels(height * reduction);
        } else {
            scale = sight.scale(width, height);
        }
        return LookPlan.of(sight, scale, region, width, height);
    }
}
