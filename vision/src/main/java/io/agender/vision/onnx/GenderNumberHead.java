package io.agender.vision.onnx;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.OptionalDouble;

/** Gender as one number between 0 (female) and 1 (male); from the threshold on it is male. */
record GenderNumberHead(double threshold) implements AttributeHead {

    @Override
    public int numbers() {
        return 1;
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        Gender gender = output[at] >= threshold ? Gender.MALE : Gender.FEMALE;
        double male = Math.max(0, Math.min(1, output[at])); // a sum of regressions may overshoot a little
        return new FaceAttributes(gender, OptionalDouble.of(male), soFar.age(), soFar.ageDeviation());
    }
}
