package io.agender.vision.head;

import io.agender.vision.VisionException;

/** Refuses numbers that no record may carry. */
final class Finite {

    private Finite() {}

    /**
     * Checks a stretch of a detector's output.
     *
     * @param detector its name, for the message
     */
    static void require(String detector, float[] numbers, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw problem(detector);
            }
        }
    }

    static VisionException problem(String detector) {
        return new VisionException("The detector " + detector
                + " answered with a number that is not finite; its file is damaged or does not fit its descriptor.");
    }
}
