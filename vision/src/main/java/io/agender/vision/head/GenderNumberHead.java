package io.agender.vision.head;

import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;

/**
 * Gender as one number between 0 and 1.
 *
 * @param threshold from this number on it is the gender that 1 stands for
 * @param oneIsMale whether 1 stands for male; otherwise 0 does
 */
record GenderNumberHead(double threshold, boolean oneIsMale) implements AttributeHead {

    @Override
    public int numbers() {
        return 1;
    }

    @Override
    public FaceAttributes read(float[] output, int at, FaceAttributes soFar) {
        double number = centred(Math.max(0, Math.min(1, output[at]))); // a sum of regressions may overshoot a little
        Gender gender = output[at] >= threshold == oneIsMale ? Gender.MALE : Gender.FEMALE;
        return soFar.withGender(gender, oneIsMale ? number : 1 - number);
    }

    /**
     * With the threshold moved to a half, straight on both sides of it: what the network's authors call undecided must
     * not count as evidence when the answers of a track are added up.
     */
    private double centred(double number) {
        if (threshold <= 0 || threshold >= 1) {
            return number;
        }
        return number < threshold ? 0.5 * number / threshold : 1 - 0.5 * (1 - number) / (1 - threshold);
    }
}
