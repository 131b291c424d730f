package io.agender.vision.head;

import io.agender.models.InputSpec;
import io.agender.models.InputSpec.Layout;

/** The dimensions of what a network is fed, in the order of its layout. */
public final class InputShape {

    private static final int CHANNELS = 3;

    private InputShape() {}

    /** The shape of a batch of pictures; -1 stands for any number. */
    public static long[] of(InputSpec input, int pictures) {
        return of(input.layout(), pictures, input.width(), input.height());
    }

    /** The shape of a batch of pictures of a given size; -1 stands for any number or size. */
    public static long[] of(Layout layout, int pictures, int width, int height) {
        return layout == Layout.NCHW
                ? new long[] {pictures, CHANNELS, height, width}
                : new long[] {pictures, height, width, CHANNELS};
    }
}
