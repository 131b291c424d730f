package io.agender.vision.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.vision.FaceAttributes;
import io.agender.vision.opencv.OpenCvData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every detector with every gender and age model that is here, on labelled faces of adults that are not part of this
 * project. The table is left in {@code target/pairs.md}: the one in docs/performance.md is made so.
 */
class EveryPairTest {

    private static final int FACES = 300;

    /**
     * With any detector a model may be that many points worse than with any other, on the faces that both found: two and
     * a half standard errors of a share, {@code sqrt(0.87 * 0.13 / 200)} being 2.4 points.
     */
    private static final double POINTS = 6;

    /** Of fewer common faces nothing can be said; every detector must share so many with every other. */
    private static final int MIN_COMMON = 100;

    /** What a user gets without naming a model; with every detector it is to do better than this. */
    private static final String DEFAULT = "face-api";

    private static final double DEFAULT_GENDERS = 85;
    private static final double DEFAULT_YEARS = 8;

    @TempDir
    private Path folder;

    @Test
    void should_name_genders_about_as_well_with_any_detector() throws IOException {
        assumeTrue(LabelledPictures.areHere(), "the labelled faces in ../shared/data/faces are not here");
        List<ModelDescriptor> here = SharedModels.into(folder);
        ModelCatalog catalog = ModelCatalog.load(Optional.of(folder), new OpenCvData());
        Map<String, List<Sighting>> sightings = new LinkedHashMap<>();
        Map<String, Map<String, Tally>> table = new LinkedHashMap<>();
        try (LabelledPictures pictures = LabelledPictures.adults(FACES)) {
            here.stream()
                    .filter(model -> model.kind() == ModelKind.DETECTOR)
                    .forEach(
                            detector -> sightings.put(detector.name(), Sighting.by(catalog, detector, pictures.all())));
            GenderAndAge.among(here).forEach(model -> table.put(model.name(), tallies(catalog, model, sightings)));
        }
        Files.writeString(Path.of("target", "pairs.md"), markdown(table));

        SoftAssertions pairs = new SoftAssertions();
        table.forEach((model, byDetector) ->
                byDetector.forEach((detector, tally) -> byDetector.forEach((other, reference) -> {
                    pairs.assertThat(tally.facesIn(reference))
                            .as("faces that " + detector + " and " + other + " both find")
                            .isGreaterThanOrEqualTo(MIN_COMMON);
                    pairs.assertThat(tally.gendersOfThoseIn(reference))
                            .as(model + " with " + detector + " against " + other + ", in percent of the same faces")
                            .isGreaterThanOrEqualTo(reference.gendersOfThoseIn(tally) - POINTS);
                })));
        table.get(DEFAULT).forEach((detector, tally) -> {
            pairs.assertThat(tally.genders())
                    .as("genders of the default model with " + detector)
                    .isGreaterThanOrEqualTo(DEFAULT_GENDERS);
            pairs.assertThat(tally.ageError())
                    .as("years that the default model is off with " + detector)
                    .isLessThanOrEqualTo(DEFAULT_YEARS);
        });
        pairs.assertAll();
    }

    private static Map<String, Tally> tallies(
            ModelCatalog catalog, ModelDescriptor model, Map<String, List<Sighting>> sightings) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        try (GenderAndAge network = GenderAndAge.open(catalog, model)) {
            sightings.forEach((detector, faces) -> tallies.put(detector, Tally.of(faces, network.answers(faces))));
        }
        return tallies;
    }

    private static String markdown(Map<String, Map<String, Tally>> table) {
        Map<String, Tally> any = table.values().iterator().next();
        StringBuilder text = new StringBuilder("| | " + String.join(" | ", any.keySet()) + " | apart |\n");
        text.append("| --- |").append(" ---: |".repeat(any.size() + 1)).append('\n');
        text.append("| *faces found* |");
        any.values().forEach(tally -> text.append(String.format(Locale.ROOT, " %d of %d |", tally.faces(), FACES)));
        text.append(" |\n");
        table.forEach((model, byDetector) -> {
            text.append("| `").append(model).append("` |");
            byDetector
                    .values()
                    .forEach(tally -> text.append(
                            String.format(Locale.ROOT, " %.0f %%, %.1f |", tally.genders(), tally.ageError())));
            text.append(String.format(Locale.ROOT, " %.1f |%n", apart(byDetector.values())));
        });
        return text.toString();
    }

    /** The most by which two detectors differ in right genders on the faces that both found, in points. */
    private static double apart(Collection<Tally> tallies) {
        return tallies.stream()
                .flatMapToDouble(tally -> tallies.stream()
                        .mapToDouble(other -> tally.gendersOfThoseIn(other) - other.gendersOfThoseIn(tally)))
                .max()
                .orElseThrow();
    }

    /**
     * What one pair answered.
     *
     * @param right whether the gender was, by the number of the picture
     * @param ageErrors in years
     */
    private record Tally(Map<Integer, Boolean> right, List<Double> ageErrors) {

        static Tally of(List<Sighting> sightings, List<FaceAttributes> answers) {
            Tally tally = new Tally(new LinkedHashMap<>(), new ArrayList<>());
            for (int i = 0; i < answers.size(); i++) {
                LabelledPictures.Picture picture = sightings.get(i).picture();
                tally.right.put(picture.number(), answers.get(i).gender() == picture.gender());
                tally.ageErrors.add(Math.abs(answers.get(i).age().orElseThrow() - picture.age()));
            }
            return tally;
        }

        int faces() {
            return right.size();
        }

        /** Right genders in percent. */
        double genders() {
            return gendersOfThoseIn(this);
        }

        /** How many faces another detector found too. */
        long facesIn(Tally other) {
            return right.keySet().stream().filter(other.right::containsKey).count();
        }

        /** Right genders of the faces that another detector found too, in percent. */
        double gendersOfThoseIn(Tally other) {
            return 100
                    * right.entrySet().stream()
                            .filter(face -> other.right.containsKey(face.getKey()))
                            .mapToInt(face -> face.getValue() ? 1 : 0)
                            .average()
                            .orElse(0);
        }

        /** How far ages are from the middle of the label's range, on average. */
        double ageError() {
            return ageErrors.stream().mapToDouble(years -> years).average().orElse(Double.NaN);
        }
    }
}
