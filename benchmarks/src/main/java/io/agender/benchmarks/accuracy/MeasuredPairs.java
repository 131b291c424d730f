package io.agender.benchmarks.accuracy;

import io.agender.models.AnswerPairs;
import io.agender.models.AnswerPairs.Network;
import io.agender.models.AnswerPairs.Pair;
import io.agender.models.ModelFile;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import io.agender.vision.ModelUse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a contender answered for faces that are labelled with age and gender, for estimates of true counts. Faces that were
 * not found, or got no age, are in no pair: nor are they in the counts that are estimated.
 */
final class MeasuredPairs {

    /** An open range counts as one of ten years, as its middle is taken. */
    private static final int OPEN_YEARS = 10;

    private static final Comparator<Pair> ORDER = Comparator.comparingInt(Pair::fromAge)
            .thenComparingInt(Pair::toAge)
            .thenComparing(Pair::gender)
            .thenComparingInt(Pair::answeredAge)
            .thenComparing(Pair::answeredGender);

    /** Landmarks and detections are no answers. */
    private static final Set<ModelUse.Task> ANSWERS =
            EnumSet.of(ModelUse.Task.GENDER, ModelUse.Task.AGE, ModelUse.Task.GENDER_AND_AGE);

    private MeasuredPairs() {}

    /**
     * @param data names the faces, for people
     * @param day of the measurement
     */
    static AnswerPairs of(Measured measured, String data, double genderMinAge, LocalDate day) {
        Map<Pair, Integer> faces = new TreeMap<>(ORDER);
        for (FaceSample sample : measured.samples()) {
            boolean hasAge = sample.answer()
                    .atEveryAge()
                    .filter(answer -> answer.age().isPresent())
                    .isPresent();
            if (hasAge
                    && sample.label().age().isPresent()
                    && sample.label().gender().isPresent()) {
                faces.merge(pair(sample), 1, Integer::sum);
            }
        }
        return new AnswerPairs(
                data,
                measured.models().stream()
                        .filter(use -> use.task() == ModelUse.Task.DETECTION)
                        .map(ModelUse::name)
                        .findFirst()
                        .orElseThrow(),
                networks(measured),
                day.toString(),
                genderMinAge,
                faces.entrySet().stream()
                        .map(pair -> withFaces(pair.getKey(), pair.getValue()))
                        .toList());
    }

    /** The networks that answered. */
    static List<Network> networks(Measured measured) {
        return measured.models().stream()
                .filter(use -> ANSWERS.contains(use.task()))
                .map(use -> new Network(ModelFile.Task.valueOf(use.task().name()), use.name(), use.sha256()))
                .toList();
    }

    private static Pair pair(FaceSample sample) {
        AgeRange label = sample.label().age().orElseThrow();
        FaceAttributes answer = sample.answer().atEveryAge().orElseThrow();
        return new Pair(
                label.from(),
                label.to().orElse(label.from() + OPEN_YEARS - 1),
                gender(sample.label().gender().orElseThrow()),
                (int) answer.age().orElseThrow(),
                gender(answer.gender()),
                1);
    }

    private static Pair withFaces(Pair pair, int faces) {
        return new Pair(pair.fromAge(), pair.toAge(), pair.gender(), pair.answeredAge(), pair.answeredGender(), faces);
    }

    private static AnswerPairs.Gender gender(Gender gender) {
        return AnswerPairs.Gender.valueOf(gender.name());
    }
}
