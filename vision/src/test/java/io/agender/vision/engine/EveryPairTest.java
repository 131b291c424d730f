package io.agender.vision.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.AttributesSpec.Question;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.vision.AnalyzedFace;
import io.agender.vision.EncodedImage;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.LabelledFaces.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every detector with every gender and age model that is here, on labelled clips that are not part of this project. The
 * face boxes and margins of the descriptors were chosen on the frames with even numbers; what is told here are the odd
 * ones. The table is left in {@code target/pairs.md}: the one in docs/performance.md is made so.
 */
class EveryPairTest {

    private static final Path CLIPS = Path.of("..", "..", "shared", "data", "video");

    /** With any detector a model may be that many points worse than with any other, on the faces that both found. */
    private static final double POINTS = 6;

    /** The same for a network that errs on a third of these faces, and so with every change of the crop on others. */
    private static final Map<String, Double> POINTS_OF_WEAK_NETWORKS = Map.of("ssrnet-mxnet", 15.0);

    /** Of fewer common faces nothing can be said; every detector must share so many with every other. */
    private static final int LEAST_COMMON = 30;

    @TempDir
    private Path folder;

    private final LabelledFaces labels = LabelledFaces.load();
    private final Map<String, List<EncodedImage>> frames = new LinkedHashMap<>();

    @Test
    void should_name_genders_about_as_well_with_any_detector() throws IOException {
        for (String clip : labels.clips()) {
            assumeTrue(Files.exists(CLIPS.resolve(clip)), "the clip " + clip + " is not here");
            frames.put(clip, frames(clip));
        }
        List<ModelDescriptor> here = SharedModels.into(folder);
        List<String> detectors = names(here, ModelKind.DETECTOR);
        List<String> models = names(here, ModelKind.ATTRIBUTES);
        Map<String, Map<String, Tally>> table = new LinkedHashMap<>();
        for (String detector : detectors) {
            for (String model : models) {
                table.computeIfAbsent(model, key -> new LinkedHashMap<>()).put(detector, tally(detector, model));
            }
        }
        Files.writeString(Path.of("target", "pairs.md"), markdown(detectors, table));

        SoftAssertions pairs = new SoftAssertions();
        table.forEach((model, byDetector) ->
                byDetector.forEach((detector, tally) -> byDetector.forEach((other, reference) -> {
                    pairs.assertThat(tally.facesIn(reference))
                            .as("faces that " + detector + " and " + other + " both find")
                            .isGreaterThanOrEqualTo(LEAST_COMMON);
                    pairs.assertThat(tally.gendersOfThoseIn(reference))
                            .as(model + " with " + detector + " against " + other + ", in percent of the same faces")
                            .isGreaterThanOrEqualTo(reference.gendersOfThoseIn(tally)
                                    - POINTS_OF_WEAK_NETWORKS.getOrDefault(model, POINTS));
                })));
        pairs.assertAll();
    }

    /** The original program's crop is no part of the comparison. */
    private static List<String> names(List<ModelDescriptor> models, ModelKind kind) {
        return models.stream()
                .filter(model -> model.kind() == kind)
                .filter(model -> kind == ModelKind.DETECTOR
                        || model.attributes().patch() == null
                                && model.attributes().heads().stream()
                                        .anyMatch(head -> head.question() == Question.GENDER))
                .map(ModelDescriptor::name)
                .toList();
    }

    private Tally tally(String detector, String model) {
        Tally tally = new Tally();
        VisionConfig config = new VisionConfig(
                detector,
                model,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                Optional.of(folder),
                VisionConfig.DEFAULT_MAX_PIXELS);
        try (VisionEngine engine = VisionEngine.open(config);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            frames.forEach((clip, images) -> {
                for (int frame = 1; frame < images.size(); frame += 2) {
                    int current = frame;
                    for (AnalyzedFace face : analyzer.analyze(images.get(frame)).faces()) {
                        labels.whose(clip, current, face.detection().box())
                                .ifPresent(person -> tally.add(person, current, face));
                    }
                    tally.labelled += labels.in(clip).size();
                }
            });
        }
        return tally;
    }

    private static List<EncodedImage> frames(String clip) {
        List<EncodedImage> images = new ArrayList<>();
        try (VideoSource source = new VideoEngine().open(CLIPS.resolve(clip).toString(), VideoOptions.DEFAULTS)) {
            for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                images.add(frame.get().image());
            }
        }
        return images;
    }

    private static String markdown(List<String> detectors, Map<String, Map<String, Tally>> table) {
        StringBuilder text = new StringBuilder("| | " + String.join(" | ", detectors) + " |\n");
        text.append("| --- |").append(" --- |".repeat(detectors.size())).append('\n');
        Map<String, Tally> any = table.values().iterator().next();
        text.append("| *faces found* |");
        any.values()
                .forEach(
                        tally -> text.append(String.format(Locale.ROOT, " %d of %d |", tally.faces(), tally.labelled)));
        text.append('\n');
        table.forEach((model, byDetector) -> {
            text.append("| ").append(model).append(" |");
            byDetector
                    .values()
                    .forEach(tally -> text.append(
                            String.format(Locale.ROOT, " %.0f %% ±%.1f |", tally.genders(), tally.ageDeviation())));
            text.append('\n');
        });
        return text.toString();
    }

    /** What one pair answered. */
    private static final class Tally {

        private final Map<Person, List<Double>> ages = new HashMap<>();
        private final Map<String, Boolean> right = new HashMap<>();
        private int labelled;

        void add(Person person, int frame, AnalyzedFace face) {
            right.put(person + " " + frame, face.attributes().gender() == person.gender());
            ages.computeIfAbsent(person, key -> new ArrayList<>())
                    .add(face.attributes().age().orElse(0));
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

        /** Standard deviation of a person's age from frame to frame, in years. */
        double ageDeviation() {
            double squares = 0;
            for (List<Double> person : ages.values()) {
                double mean = person.stream().mapToDouble(age -> age).average().orElseThrow();
                squares += person.stream()
                        .mapToDouble(age -> (age - mean) * (age - mean))
                        .sum();
            }
            return Math.sqrt(squares / Math.max(1, right.size()));
        }
    }
}
