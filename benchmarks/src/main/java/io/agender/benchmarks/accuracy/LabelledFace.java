package io.agender.benchmarks.accuracy;

import io.agender.vision.Gender;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture of one face, and what is known of it.
 *
 * @param picture the file
 * @param age empty when the label does not say
 * @param gender empty when the label does not say
 * @param group as the data set names it; empty text when the label does not say
 */
record LabelledFace(Path picture, Optional<AgeRange> age, Optional<Gender> gender, String group) {}
