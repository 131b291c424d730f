package io.agender.vision.head;

import io.agender.vision.FaceAttributes;

/**
 * Age as one number; a little below zero means a newborn.
 *
 * @param factor years for 1
 */
record AgeNumberHead(double factor) implements AttributeHead {

    @Override
    public int numbers() {
        return 1;
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        return soFar.withAge(Math.max(0, output[at] * factor), soFar.ageDeviation());
    }
}
