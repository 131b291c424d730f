package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.models.AttributesSpec.AgeClasses;
import io.agender.models.AttributesSpec.AgeNumber;
import io.agender.models.AttributesSpec.AgeProbabilities;
import io.agender.models.AttributesSpec.AgeSteps;
import io.agender.models.AttributesSpec.Extra;
import io.agender.models.AttributesSpec.GenderClasses;
import io.agender.models.AttributesSpec.GenderNumber;
import io.agender.models.AttributesSpec.Head;
import io.agender.models.AttributesSpec.Question;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The survey of gender and age models that the project grew out of, as a table, and what the catalogue makes of it. Where
 * the two differ, the authors' code decided, and the model's card says so.
 */
class SurveyTableTest {

    private static final String ADIENCE = "0-2 4-6 8-12 15-20 25-32 38-43 48-53 60-100";

    private final ModelCatalog catalog = ModelCatalog.load(Optional.empty(), name -> Optional.empty());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // name, pixels, colours, values, gender, age, weights
        "kinarr-mobilenet, 224, RGB, x/255, 'MALE or FEMALE', '21 x 4.76', none",
        "murray-convnet, 224, RGB, x, 'FEMALE or MALE', '101 from 0', none",
        "mansar-resnet50, 224, RGB, x/255, '1 is MALE from 0.5', Adience, none",
        "ssrnet-imdb, 64, BGR, min-max, '1 is MALE from 0.5', '1 number', TFJS",
        "ssrnet-wiki, 64, BGR, min-max, '1 is MALE from 0.5', '1 number', KERAS_SSRNET",
        "ssrnet-morph2, 64, BGR, min-max, '1 is FEMALE from 0.5', '1 number', KERAS_SSRNET", // as its data set was
        // prepared
        "ssrnet-megaface, 64, BGR, min-max, none, '1 number', KERAS_SSRNET",
        // 112 in the survey: the author's demo (src/deploy/test.py) aligns to 112 and feeds 64
        "ssrnet-mxnet, 64, RGB, x, '1 is MALE from 0.5', '1 number', MXNET",
        "levi-hassner, 227, BGR, 'x - 78.426 87.769 114.896', 'MALE or FEMALE', Adience, caffemodel",
        "rude-carnie-inception, 227, RGB, standardised, 'MALE or FEMALE', Adience, none",
        "tony607-wideresnet, 64, BGR, x, 'FEMALE or MALE', '101 from 0', none", // RGB in the survey
        "yu4u-wideresnet, 64, BGR, x, 'FEMALE or MALE', '101 from 0', none", // RGB in the survey
        "jiang-resnet, 160, RGB, standardised, '1 is MALE from 0.5', '1 number', none",
        "serengil-vggface, 224, RGB, x/255, 'FEMALE or MALE', '101 from 0', none",
        "subedi-multitask, 198, RGB, x/255, '1 is FEMALE from 0.5', '1 number x 116', none",
        "gear, 198, RGB, x/255, 'MALE or FEMALE', '0-20 21-25 26-30 31-40 41-50 51-60 60-100', TFJS",
        "face-api, 112, RGB, x - 122.782 117.001 104.298, 'MALE or FEMALE', '1 number', FACE_API",
        "faceres, 224, BGR, x - 103.939 116.779 123.680, '1 is MALE from 0.6', '100 from 1', TFJS",
    })
    void should_feed_and_read_each_model_of_the_survey_as_its_authors_do(
            String name, int pixels, String colours, String values, String gender, String age, String weights) {
        ModelDescriptor model = catalog.attributes(name);
        InputSpec input = model.attributes().input();

        assertThat(input.width()).isEqualTo(pixels);
        assertThat(input.height()).isEqualTo(pixels);
        assertThat(input.colours()).hasToString(colours);
        assertThat(values(input)).isEqualTo(values);
        assertThat(read(model, Question.GENDER)).isEqualTo(gender);
        assertThat(read(model, Question.AGE)).isEqualTo(age.equals("Adience") ? ADIENCE : age);
        assertThat(weights(model)).isEqualTo(weights);
    }

    private static String values(InputSpec input) {
        return switch (input.stretch()) {
            case MIN_MAX -> "min-max";
            case STANDARDIZE -> "standardised";
            default -> {
                if (input.mean().stream().allMatch(mean -> mean == 0)) {
                    yield input.scale() == 1 ? "x" : "x/" + Math.round(1 / input.scale());
                }
                yield input.mean().stream()
                        .map(mean -> String.format(Locale.ROOT, "%.3f", mean))
                        .collect(Collectors.joining(" ", "x - ", ""));
            }
        };
    }

    private static String read(ModelDescriptor model, Question question) {
        List<Head> heads = model.attributes().heads().stream()
                .filter(head -> head.question() == question)
                .toList();
        assertThat(heads).hasSizeLessThan(2);
        return heads.isEmpty() ? "none" : text(heads.get(0));
    }

    private static String text(Head head) {
        if (head instanceof GenderNumber number) {
            return "1 is " + number.one() + " from " + number.threshold();
        }
        if (head instanceof GenderClasses classes) {
            return classes.order().get(0) + " or " + classes.order().get(1);
        }
        if (head instanceof AgeNumber number) {
            return number.factor() == 1 ? "1 number" : "1 number x " + Math.round(number.factor());
        }
        if (head instanceof AgeClasses classes) {
            return classes.classes().stream()
                    .map(bin -> Math.round(bin.from()) + "-" + Math.round(bin.to()))
                    .collect(Collectors.joining(" "));
        }
        if (head instanceof AgeProbabilities years) {
            return years.count() + " from " + years.first();
        }
        return head instanceof AgeSteps steps ? steps.count() + " x " + steps.step() : ((Extra) head).name();
    }

    /** What the weights come as. */
    private static String weights(ModelDescriptor model) {
        ModelFile file = model.networks().get(0);
        if (file.conversion() != null) {
            return file.conversion().format().toString();
        }
        return file.obtainable() ? file.location().substring(file.location().lastIndexOf('.') + 1) : "none";
    }
}
