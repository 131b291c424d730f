package io.agender.vision.image;

/** What is said of pictures that are refused by what they claim to be, before they are decoded. */
public final class TooManyPixels {

    private TooManyPixels() {}

    /** The part of a sentence that follows "the picture is" or the like. */
    public static String text(int width, int height, long allowed) {
        return width + " x " + height + " pixels, more than the " + allowed
                + " that are allowed; make it smaller, or raise source.max.pixels";
    }
}
