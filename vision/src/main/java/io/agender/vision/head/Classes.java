package io.agender.vision.head;

/**
 * How the numbers of classes become probabilities.
 *
 * @param model the model's name, for messages
 * @param softmax whether the network leaves the softmax to us
 */
record Classes(String model, boolean softmax) {

    Distribution read(float[] output, int at, int classes) {
        return softmax ? Distribution.ofLogits(output, at, classes) : Distribution.of(model, output, at, classes);
    }
}
