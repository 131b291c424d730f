package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.agender.models.AttributesSpec;
import io.agender.models.AttributesSpec.Extra;
import io.agender.models.AttributesSpec.Head;
import io.agender.models.AttributesSpec.Question;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.ModelFile.Part;
import io.agender.vision.ExtraEstimate;
import io.agender.vision.FaceAttributes;
import io.agender.vision.FaceCrop;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.Gender;
import io.agender.vision.head.HeadNumbers;
import io.agender.vision.head.InputShape;
import io.agender.vision.onnx.TinyNetwork;
import io.agender.vision.opencv.TinyCaffe;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every gender and age model of the catalogue, fed and read as its descriptor says. The network is a tiny one of the same
 * signature, so that models whose weights nobody has published are read too.
 */
class SurveyTest {

    static Stream<ModelDescriptor> models() {
        return ModelCatalog.load(Optional.empty(), name -> Optional.empty()).all().stream()
                .filter(model -> model.kind() == ModelKind.ATTRIBUTES);
    }

    @ParameterizedTest
    @MethodSource("models")
    void should_read_a_network_of_each_models_signature(ModelDescriptor model) {
        try (VisionEngine engine = VisionEngine.open(
                        VisionConfig.DEFAULTS, TestModels.detector(), asItSays(model), SurveyTest::file);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            int width = model.attributes().input().width();
            int height = model.attributes().input().height();
            FaceCrop crop = new FaceCrop(width, height, new byte[width * height * FaceCrop.CHANNELS]);

            List<FaceAttributes> answers = analyzer.classify(List.of(crop, crop));

            assertThat(answers).hasSize(2).containsOnly(answers.get(0));
            assertThat(answers.get(0).extras()).as("what nobody asked for").isEmpty();
            if (asks(model, Question.GENDER)) {
                assertThat(answers.get(0).gender()).isEqualTo(Gender.MALE);
                assertThat(answers.get(0).maleProbability().orElseThrow()).isBetween(0.7, 1.0);
            }
            if (asks(model, Question.AGE)) {
                assertThat(answers.get(0).age().orElseThrow()).isBetween(20.0, 42.0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void should_report_other_answers_when_they_are_asked_for(ModelDescriptor model) {
        List<Extra> extras = model.attributes().heads().stream()
                .filter(Extra.class::isInstance)
                .map(Extra.class::cast)
                .toList();
        Set<String> names = extras.stream().map(Extra::name).collect(Collectors.toSet());
        try (VisionEngine engine = VisionEngine.open(asking(names), TestModels.detector(), model, SurveyTest::file);
                FrameAnalyzer analyzer = engine.newAnalyzer()) {
            int width = model.attributes().input().width();
            int height = model.attributes().input().height();
            FaceCrop crop = new FaceCrop(width, height, new byte[width * height * FaceCrop.CHANNELS]);

            assertThat(analyzer.classify(List.of(crop)).get(0).extras())
                    .extracting(ExtraEstimate::name, ExtraEstimate::value)
                    .containsExactlyElementsOf(extras.stream()
                            .map(extra -> tuple(extra.name(), extra.classes().get(1)))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void should_refuse_to_look_for_an_answer_that_the_model_does_not_give(ModelDescriptor model) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> VisionEngine.open(asking(Set.of("mood")), TestModels.detector(), model, (any, file) -> {
                            throw new AssertionError("no file is to be read");
                        }))
                .withMessageContaining(model.name())
                .withMessageContaining("no answer mood");
    }

    /** Without what was measured of its errors, which makes less of what the tiny network is sure of. */
    private static ModelDescriptor asItSays(ModelDescriptor model) {
        AttributesSpec spec = model.attributes();
        return new ModelDescriptor(
                model.name(),
                model.kind(),
                model.title(),
                model.authors(),
                model.project(),
                model.licence(),
                model.engine(),
                model.files(),
                null,
                new AttributesSpec(spec.input(), spec.margin(), spec.levelled(), spec.patch(), spec.heads()),
                null,
                model.card());
    }

    private static VisionConfig asking(Set<String> names) {
        VisionConfig defaults = VisionConfig.DEFAULTS;
        return new VisionConfig(
                defaults.detector(),
                defaults.model(),
                defaults.minScore(),
                defaults.weakScore(),
                defaults.threads(),
                defaults.modelDirectory(),
                defaults.maxPixels(),
                names);
    }

    private static boolean asks(ModelDescriptor model, Question question) {
        return model.attributes().heads().stream().anyMatch(head -> head.question() == question);
    }

    private static byte[] file(ModelDescriptor model, ModelFile file) {
        if (model.kind() == ModelKind.DETECTOR) {
            return TestModels.detectorSeeing(0);
        }
        if (model.engine() == Engine.OPENCV_DNN) {
            return caffe(model, file);
        }
        TinyNetwork network =
                TinyNetwork.taking(InputShape.of(model.attributes().input(), -1));
        int index = model.files().indexOf(file);
        for (Head head : model.attributes().heads()) {
            if (head.file() == index) {
                float[] numbers = HeadNumbers.manOfAbout(30, head);
                network.answeringEachPicture(head.output(), numbers);
            }
        }
        return network.bytes();
    }

    private static byte[] caffe(ModelDescriptor model, ModelFile file) {
        ModelFile network = file.part() == Part.NETWORK
                ? file
                : model.networks().stream()
                        .filter(each -> model.graphOf(each).equals(Optional.of(file)))
                        .findFirst()
                        .orElseThrow();
        Head head = model.attributes().heads().stream()
                .filter(each -> each.file() == model.files().indexOf(network))
                .findFirst()
                .orElseThrow();
        float[] numbers = HeadNumbers.manOfAbout(30, head);
        return file.part() == Part.NETWORK
                ? TinyCaffe.answering(numbers)
                : TinyCaffe.layersOfOneAnswer(
                        model.attributes().input().width(),
                        model.attributes().input().height(),
                        numbers.length);
    }
}
