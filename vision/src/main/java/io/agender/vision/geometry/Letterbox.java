package io.agender.vision.geometry;

import io.agender.vision.BoundingBox;
import io.agender.vision.Detection;
import io.agender.vision.Landmark;

/**
 * Puts a frame into a network's input: scaled so that its shape stays, centred, the rest padded. Knows the way back
 * from pixels of the input to pixels of the frame. Coordinates are continuous: 0 is the left edge of the first pixel.
 *
 * @param frameWidth width of the frame in pixels
 * @param frameHeight height of the frame in pixels
 * @param inputWidth width of the network's input in pixels
 * @param inputHeight height of the network's input in pixels
 * @param left padding left of the scaled frame, in pixels of the input
 * @param top padding above the scaled frame, in pixels of the input
 * @param contentWidth width of the scaled frame, in pixels of the input
 * @param contentHeight height of the scaled frame, in pixels of the input
 */
public record Letterbox(
        int frameWidth,
        int frameHeight,
        int inputWidth,
        int inputHeight,
        int left,
        int top,
        int contentWidth,
        int contentHeight) {

    /**
     * The letterbox of a frame for an input; all sizes in pixels. A frame smaller than the input is enlarged.
     *
     * @throws IllegalArgumentException when a size is not positive
     */
    public static Letterbox fit(int frameWidth, int frameHeight, int inputWidth, int inputHeight) {
        if (frameWidth < 1 || frameHeight < 1 || inputWidth < 1 || inputHeight < 1) {
            throw new IllegalArgumentException("sizes must be positive: " + frameWidth + " x " + frameHeight + " into "
                    + inputWidth + " x " + inputHeight);
        }
        double scale = Math.min((double) inputWidth / frameWidth, (double) inputHeight / frameHeight);
        int width = scaled(frameWidth, scale, inputWidth);
        int height = scaled(frameHeight, scale, inputHeight);
        return new Letterbox(
                frameWidth,
                frameHeight,
                inputWidth,
                inputHeight,
                (inputWidth - width) / 2,
                (inputHeight - height) / 2,
                width,
                height);
    }

    /**
     * The letterbox of a frame for a network that also takes smaller inputs: as {@link #fit}, but what would be padding
     * is cut off as far as the multiple allows. The frame is at the top left.
     *
     * @param inputWidth width of the largest input
     * @param inputHeight height of the largest input
     * @param multiple what the input's width and height must be multiples of
     */
    public static Letterbox fitCut(int frameWidth, int frameHeight, int inputWidth, int inputHeight, int multiple) {
        Letterbox whole = fit(frameWidth, frameHeight, inputWidth, inputHeight);
        return new Letterbox(
                frameWidth,
                frameHeight,
                nextMultiple(whole.contentWidth, multiple),
                nextMultiple(whole.contentHeight, multiple),
                0,
                0,
                whole.contentWidth,
                whole.contentHeight);
    }

    /** The whole input is filled, whatever becomes of the frame's shape. */
    public static Letterbox stretched(int frameWidth, int frameHeight, int inputWidth, int inputHeight) {
        return new Letterbox(frameWidth, frameHeight, inputWidth, inputHeight, 0, 0, inputWidth, inputHeight);
    }

    /**
     * A frame that was reduced to a whole fraction of its size. Where its size is no multiple, the last pixels of the
     * reduced frame reach over its border.
     *
     * @param reduction how many pixels of the frame, in each direction, a pixel of the reduced one stands for
     */
    public static Letterbox reduced(int reducedWidth, int reducedHeight, int reduction) {
        return stretched(reducedWidth * reduction, reducedHeight * reduction, reducedWidth, reducedHeight);
    }

    private static int nextMultiple(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    /** A very long frame still gets one row of pixels. */
    private static int scaled(int size, double scale, int limit) {
        return (int) Math.max(1, Math.min(limit, Math.round(size * scale)));
    }

    /** The x in pixels of the frame for an x in pixels of the input. */
    public double frameX(double inputX) {
        return (inputX - left) * frameWidth / contentWidth;
    }

    /** The y in pixels of the frame for a y in pixels of the input. */
    public double frameY(double inputY) {
        return (inputY - top) * frameHeight / contentHeight;
    }

    /** A box in pixels of the frame for a box in pixels of the input. */
    public BoundingBox toFrame(BoundingBox box) {
        double x = frameX(box.x());
        double y = frameY(box.y());
        return new BoundingBox(x, y, frameX(box.right()) - x, frameY(box.bottom()) - y);
    }

    /** A detection in pixels of the frame for one in pixels of the input. */
    public Detection toFrame(Detection detection) {
        return new Detection(
                toFrame(detection.box()),
                detection.score(),
                detection.landmarks().stream().map(this::toFrame).toList(),
                detection.pose());
    }

    /** A landmark in pixels of the frame for one in pixels of the input. */
    public Landmark toFrame(Landmark landmark) {
        return new Landmark(landmark.point(), frameX(landmark.x()), frameY(landmark.y()));
    }
}
