package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorReaderTest {

    private static final String BLAZEFACE = bundled("blazeface.json");
    private static final String HAAR = bundled("haar.json");
    private static final String FACE_API = bundled("face-api.json");
    private static final String POINTS = bundled("face-api-68-tiny.json");
    private static final String SSRNET = bundled("ssrnet-imdb.json");
    private static final String GEAR = bundled("gear.json");
    private static final String FACERES = bundled("faceres.json");
    private static final String KINARR = bundled("kinarr-mobilenet.json");
    private static final String LEVI = bundled("levi-hassner.json");
    private static final String YUNET = bundled("yunet.json");
    private static final String SSD = bundled("ssd300.json");

    static Stream<Arguments> wrongDescriptors() {
        return Stream.of(
                // Not as JSON should be
                wrong(BLAZEFACE, "\"name\"", "name", "it is not proper JSON at line 2"),
                wrong(
                        BLAZEFACE,
                        "\"kind\": \"DETECTOR\",",
                        "\"kind\": \"DETECTOR\", \"kind\": \"DETECTOR\",",
                        "not proper JSON"),
                wrong("[]", "", "", "it is not a JSON object"),
                wrong("", "", "", "it is not a JSON object"),
                wrong(HAAR + "{}", "", "", "it is not proper JSON"),
                // Keys
                wrong(BLAZEFACE, "\"title\"", "\"titel\": \"x\", \"title\"", "it has an unknown key titel"),
                wrong(
                        BLAZEFACE,
                        "\"gridSize\"",
                        "\"grid\": 1, \"gridSize\"",
                        "it has an unknown key detector.head.grid"),
                wrong(BLAZEFACE, "\"licence\": \"Apache-2.0\",", "", "it lacks licence"),
                wrong(BLAZEFACE, "\"gridSize\": 48,", "", "it lacks detector.head.gridSize"),
                wrong(
                        SSRNET,
                        "\"threshold\": 0.5",
                        "\"threshold\": null",
                        "attributes.heads[0].threshold has a value that does not fit, null"),
                wrong(HAAR, "\"limits\"", "\"limit\"", "it has an unknown key card.limit"),
                // Types
                wrong(
                        BLAZEFACE,
                        "\"gridSize\": 48",
                        "\"gridSize\": \"48\"",
                        "detector.head.gridSize has a value that does not fit, \"48\""),
                wrong(
                        BLAZEFACE,
                        "\"gridSize\": 48",
                        "\"gridSize\": 48.5",
                        "detector.head.gridSize has a value that does not fit, 48.5"),
                wrong(BLAZEFACE, "\"name\": \"blazeface\"", "\"name\": 7", "name has a value that does not fit, 7"),
                wrong(
                        BLAZEFACE,
                        "\"kind\": \"DETECTOR\"",
                        "\"kind\": \"FINDER\"",
                        "kind has a value that does not fit, \"FINDER\""),
                wrong(BLAZEFACE, "\"kind\": \"DETECTOR\"", "\"kind\": 0", "kind has a value that does not fit, 0"),
                wrong(
                        BLAZEFACE,
                        "\"type\": \"blazeface\"",
                        "\"type\": \"yolo\"",
                        "detector.head has a value that does not fit"),
                wrong(BLAZEFACE, "\"type\": \"blazeface\",", "", "detector.head has a value that does not fit"),
                wrong(
                        BLAZEFACE,
                        "\"layout\": \"NCHW\"",
                        "\"layout\": \"CHW\"",
                        "detector.head.input.layout has a value that does not fit, \"CHW\""),
                // Values
                wrong(
                        BLAZEFACE,
                        "\"name\": \"blazeface\"",
                        "\"name\": \"Blaze Face\"",
                        "name must be of lower-case letters, digits and single hyphens"),
                wrong(
                        BLAZEFACE,
                        "\"authors\": \"Google, MediaPipe\"",
                        "\"authors\": \" \"",
                        "authors must not be empty"),
                wrong(
                        BLAZEFACE,
                        "https://github.com/google-ai-edge/mediapipe",
                        "mediapipe",
                        "project must be a web address"),
                wrong(HAAR, "\"measured\":", "\"trainedOn\":", "not proper JSON"),
                // Files
                wrong(BLAZEFACE, "\"size\": 2090055", "\"size\": 0", "files[0].size must be above 0"),
                wrong(
                        BLAZEFACE,
                        "\"sha256\": \"d576",
                        "\"sha256\": \"D576",
                        "files[0].sha256 must be 64 lower-case hexadecimal digits"),
                wrong(
                        BLAZEFACE,
                        "\"sha256\": \"d576",
                        "\"sha256\": \"d57",
                        "files[0].sha256 must be 64 lower-case hexadecimal digits"),
                wrong(
                        BLAZEFACE,
                        "\"blazeface-full.onnx\"",
                        "\"../blazeface-full.onnx\"",
                        "files[0].location must be the name of a file"),
                wrong(
                        BLAZEFACE,
                        "\"blazeface-full.onnx\"",
                        "\"/etc/passwd\"",
                        "files[0].location must be the name of a file"),
                wrong(HAAR, "opencv:haarcascades/", "opencv:../", "files[0].location must be the name of a file"),
                wrong(
                        BLAZEFACE,
                        "\"task\": \"DETECTION\"",
                        "\"task\": \"AGE\"",
                        "files[0].task does not belong to kind DETECTOR"),
                // Kind, engine and spec
                wrong(
                        BLAZEFACE,
                        "\"kind\": \"DETECTOR\"",
                        "\"kind\": \"ATTRIBUTES\"",
                        "files[0].task does not belong to kind ATTRIBUTES"),
                wrong(
                        BLAZEFACE,
                        "\"engine\": \"ONNX\"",
                        "\"engine\": \"CASCADE\"",
                        "engine must be ONNX for this kind of head"),
                wrong(
                        BLAZEFACE,
                        "\"smallest\": 12",
                        "\"smallest\": 65",
                        "detector.faces.smallest must be from 1 to a third of the input's shorter side"),
                wrong(
                        BLAZEFACE,
                        "\"smallest\": 12",
                        "\"smallest\": 0",
                        "detector.faces.smallest must be from 1 to a third of the input's shorter side"),
                wrong(BLAZEFACE, "\"smallest\": 12,", "", "it lacks detector.faces.smallest"),
                wrong(
                        BLAZEFACE,
                        "\"smallest\": 12",
                        "\"smallest\": 60",
                        "detector.faces.largest must be at least twice the smallest"),
                wrong(
                        HAAR,
                        "\"minScore\": 0.0",
                        "\"minScore\": 0.0, \"faces\": {\"smallest\": 12, \"largest\": 90}",
                        "detector.faces is for networks, whose input has a size"),
                wrong(
                        HAAR,
                        "\"engine\": \"CASCADE\"",
                        "\"engine\": \"ONNX\"",
                        "engine must be CASCADE for this kind of head"),
                wrong(SSRNET, "\"engine\": \"ONNX\"", "\"engine\": \"CASCADE\"", "engine must be ONNX"),
                wrong(POINTS, "\"engine\": \"ONNX\"", "\"engine\": \"CASCADE\"", "engine must be ONNX"),
                // Landmarks
                wrong(
                        POINTS,
                        "\"task\": \"LANDMARKS\"",
                        "\"task\": \"AGE\"",
                        "files[0].task does not belong to kind LANDMARKS"),
                wrong(POINTS, "\"margin\": 0", "\"margin\": -0.5", "landmarks.margin must be from -0.4 to 2"),
                wrong(POINTS, "\"output\": \"points\"", "\"output\": \"\"", "landmarks.output must not be empty"),
                wrong(POINTS, "\"width\": 112", "\"width\": 0", "landmarks.input must have a size above 0"),
                // Levelling
                wrong(
                        FACE_API,
                        "\"levelledFrom\": 10",
                        "\"levelledFrom\": 46",
                        "attributes.levelledFrom must be from 0 to 45, of crops that are levelled"),
                wrong(
                        FACE_API,
                        "\"levelled\": true",
                        "\"levelled\": false",
                        "attributes.levelledFrom must be from 0 to 45, of crops that are levelled"),
                // Detectors
                wrong(BLAZEFACE, "\"minScore\": 0.5", "\"minScore\": 1.5", "detector.minScore must be from 0 to 1"),
                wrong(
                        BLAZEFACE,
                        "\"maxOverlap\": 0.3",
                        "\"maxOverlap\": -0.3",
                        "detector.head.maxOverlap must be from 0 to 1"),
                wrong(BLAZEFACE, "\"gridSize\": 48", "\"gridSize\": 0", "detector.head.gridSize must be above 0"),
                wrong(BLAZEFACE, "\"width\": 192", "\"width\": 0", "detector.head.input must have a size above 0"),
                wrong(BLAZEFACE, "\"width\": 192", "\"width\": 256", "detector.head.input must be a square"),
                wrong(
                        BLAZEFACE,
                        "0.00784313725490196",
                        "0",
                        "detector.head.input must have a mean, and a scale other than 0"),
                wrong(
                        BLAZEFACE,
                        "\"scaleX\": 1.01,",
                        "\"scaleX\": -1,",
                        "detector.faceBox must scale by numbers above 0"),
                wrong(
                        BLAZEFACE,
                        "\"dy\": 0.0236",
                        "\"dy\": 20",
                        "detector.faceBox must not move a box by more than its size"),
                wrong(
                        HAAR,
                        "\"scaleFactor\": 1.1",
                        "\"scaleFactor\": 1.0",
                        "detector.head.scaleFactor must be above 1"),
                wrong(HAAR, "\"frameArea\": 163200", "\"frameArea\": -1", "detector.head.frameArea must be above 0"),
                wrong(HAAR, "\"minSize\": 30", "\"minSize\": 0", "detector.head.minSize must be above 0"),
                wrong(
                        HAAR,
                        "\"minNeighbours\": 5",
                        "\"minNeighbours\": -5",
                        "detector.head.minNeighbours must not be below 0"),
                // Gender and age
                wrong(SSRNET, "\"file\": 1", "\"file\": 2", "attributes.heads[1].file is 2, but there are 2 files"),
                wrong(SSRNET, "\"file\": 1", "\"file\": -1", "attributes.heads[1].file is -1, but there are 2 files"),
                wrong(SSRNET, "\"file\": 1", "\"file\": 0", "attributes.heads[1].file is for GENDER"),
                wrong(SSRNET, "\"task\": \"AGE\"", "\"task\": \"GENDER\"", "attributes.heads[1].file is for GENDER"),
                wrong(
                        SSRNET,
                        "\"output\": \"age\"",
                        "\"output\": \"\"",
                        "attributes.heads[1].output must not be empty"),
                wrong(
                        SSRNET,
                        "\"threshold\": 0.5",
                        "\"threshold\": 50",
                        "attributes.heads[0].threshold must be from 0 to 1"),
                wrong(SSRNET, "\"margin\": 0.3", "\"margin\": -0.5", "attributes.margin must be from -0.4 to 2"),
                wrong(SSRNET, "\"height\": 64", "\"height\": -64", "attributes.input must have a size above 0"),
                wrong(SSRNET, "\"one\": \"MALE\"", "\"one\": \"BOTH\"", "attributes.heads[0].one has a value"),
                wrong(SSRNET, "\"levelled\": false,", "", "it lacks attributes.levelled"),
                wrong(SSRNET, "\"factor\": 1", "\"factor\": 0", "attributes.heads[1].factor must be from 0 to 150"),
                wrong(
                        GEAR,
                        "\"MALE\",\n          \"FEMALE\"",
                        "\"MALE\", \"MALE\"",
                        "attributes.heads[0].order must name both genders once"),
                wrong(
                        GEAR,
                        "\"to\": 25",
                        "\"to\": 20",
                        "attributes.heads[1].classes must go from an age to no younger"),
                wrong(GEAR, "\"centre\": 65", "\"centre\": 40", "with the centre in between"),
                wrong(GEAR, "\"name\": \"race\"", "\"name\": \"\"", "attributes.heads[2].name must not be empty"),
                wrong(FACERES, "\"count\": 100", "\"count\": 1000", "must stay between 0 and 150 years"),
                wrong(
                        FACERES,
                        "\"reading\": \"EXPECTED\"",
                        "\"reading\": \"GUESSED\"",
                        "reading has a value that does not"),
                wrong(KINARR, "\"step\": 4.76", "\"step\": 47.6", "step and count must stay between 0 and 150 years"),
                calibrations(
                        "{\"slope\": 0, \"offset\": 0}", "must have slopes from 0 to 10 and offsets of at most 10"),
                calibrations(
                        "{\"slope\": 1, \"offset\": -11}", "must have slopes from 0 to 10 and offsets of at most 10"),
                calibrations("{\"slope\": 1}", "it lacks attributes.genderCalibration[0].offset"),
                calibrations(
                        "[{\"slope\": 1, \"offset\": 0}, {\"slope\": 1, \"offset\": 0}]",
                        "must have rising ages, or one entry without an age"),
                calibrations(
                        "[{\"age\": 20, \"slope\": 1, \"offset\": 0}, {\"age\": 20, \"slope\": 1, \"offset\": 0}]",
                        "must have rising ages, or one entry without an age"),
                // Means
                wrong(LEVI, "78.4263377603,\n", "", "attributes.input must have a mean for each of its 3 channels"),
                // Sources and parts
                wrong(
                        LEVI,
                        "\"address\": \"https:",
                        "\"address\": \"file:",
                        "files[0].sources[0].address must begin with http"),
                wrong(BLAZEFACE, "\"models/facemesh", "\"../facemesh", "path must be a path inside the package"),
                wrong(BLAZEFACE, "\"type\": \"bundled\"", "\"type\": \"ftp\"", "files[0].sources[0] has a value that"),
                wrong(
                        BLAZEFACE,
                        "\"name\": \"facemesh-detection-full.json\"",
                        "\"name\": \"a/b\"",
                        "files[0].conversion.from[0].name must be the name of a file"),
                wrong(
                        BLAZEFACE,
                        "blazeface-full.onnx",
                        "blazeface-full.pb",
                        "files[0].location must end with .onnx for engine ONNX"),
                wrong(LEVI, "\"part\": \"GRAPH\"", "\"part\": \"NETWORK\"", "no head reads files[2]"),
                wrong(
                        LEVI,
                        "deploy_gender.prototxt",
                        "deploy_gender.pbtxt",
                        "files[0].location needs a .prototxt file of part GRAPH and task GENDER beside it"),
                wrong(LEVI, "\"file\": 1", "\"file\": 3", "attributes.heads[1].file is not a network"),
                // Other detectors
                wrong(YUNET, "\"width\": 512", "\"width\": 470", "sides that are multiples of every stride"),
                wrong(YUNET, "16,", "8,", "detector.head.strides must be different numbers above 0"),
                wrong(
                        SSD,
                        "\"fit\": \"SQUEEZE\"",
                        "\"fit\": \"SQUASH\"",
                        "detector.head.fit has a value that does not fit"),
                wrong(SSD, "\"engine\": \"OPENCV_DNN\"", "\"engine\": \"ONNX\"", "engine must be OPENCV_DNN"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongDescriptors")
    void should_refuse_a_wrong_descriptor_with_one_sentence_that_names_it(String json, String problem) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Model descriptor test.json is wrong: ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith(".")
                .message()
                .doesNotContain("io.agender", "java.", "\n");
    }

    @Test
    void should_refuse_a_head_list_that_leaves_a_file_unread() {
        String json = SSRNET.substring(0, SSRNET.indexOf(",\n      {\n        \"type\": \"age-number\""))
                + SSRNET.substring(SSRNET.indexOf("\n    ]\n  },\n  \"card\""));

        assertThatThrownBy(() -> read(json)).hasMessageContaining("no head reads files[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "engine", "files", "card"})
    void should_not_take_null_for_a_value(String key) throws IOException {
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(BLAZEFACE);
        json.putNull(key);

        assertThatThrownBy(() -> read(json.toString()))
                .isInstanceOf(ModelException.class)
                .hasMessage("Model descriptor test.json is wrong: " + key + " has a value that does not fit, null.");
    }

    @Test
    void should_want_the_spec_of_its_kind_and_no_other() throws IOException {
        ObjectNode none = (ObjectNode) new ObjectMapper().readTree(SSRNET);
        none.remove("attributes");
        ObjectNode both = (ObjectNode) new ObjectMapper().readTree(BLAZEFACE);
        both.set("attributes", new ObjectMapper().readTree(SSRNET).get("attributes"));

        assertThatThrownBy(() -> read(none.toString()))
                .hasMessageContaining("a model of kind ATTRIBUTES needs attributes and nothing else");
        ObjectNode points = (ObjectNode) new ObjectMapper().readTree(POINTS);
        points.remove("landmarks");
        assertThatThrownBy(() -> read(points.toString()))
                .hasMessageContaining("a model of kind LANDMARKS needs landmarks and nothing else");
        assertThatThrownBy(() -> read(both.toString()))
                .hasMessageContaining("a model of kind DETECTOR needs detector and nothing else");
    }

    @Test
    void should_refuse_two_heads_for_one_question() {
        String json = SSRNET.replace("\"task\": \"AGE\"", "\"task\": \"GENDER\"")
                .replace("\"type\": \"age-number\",", "\"type\": \"gender-number\", \"threshold\": 0.5,")
                .replace("\"factor\": 1", "\"one\": \"MALE\"");

        assertThatThrownBy(() -> read(json)).hasMessageContaining("attributes.heads answers the same question twice");
    }

    @Test
    void should_read_every_part_of_a_descriptor() {
        ModelDescriptor model = read(SSRNET);

        assertThat(model.name()).isEqualTo("ssrnet-imdb");
        assertThat(model.detector()).isNull();
        assertThat(model.attributes().input().stretch()).isEqualTo(InputSpec.Stretch.MIN_MAX);
        assertThat(model.attributes().heads())
                .containsExactly(
                        new AttributesSpec.GenderNumber(0, "gender", 0.5), new AttributesSpec.AgeNumber(1, "age"));
        assertThat(model.files())
                .extracting(file -> file.shortHash(new byte[0]))
                .containsExactly("6ec6b935764f", "335c8c5fc583");
    }

    @Test
    void should_take_a_model_whose_only_file_answers_both_questions() {
        int first = SSRNET.indexOf("    {\n      \"task\": \"GENDER\"");
        int second = SSRNET.indexOf("    {\n      \"task\": \"AGE\"");
        String json = SSRNET.substring(0, first) + SSRNET.substring(second);
        String both = json.replace("\"task\": \"AGE\"", "\"task\": \"GENDER_AND_AGE\"")
                .replace("\"file\": 1", "\"file\": 0");

        assertThatCode(() -> read(both)).doesNotThrowAnyException();
    }

    @Test
    void should_take_a_calibration_for_all_ages_or_one_for_each_of_some() {
        assertThat(read(calibrated(LEVI, "{\"slope\": 0.2, \"offset\": 0.1}"))
                        .attributes()
                        .genderCalibration())
                .containsExactly(new AttributesSpec.GenderCalibration(null, 0.2, 0.1));
        assertThat(read(calibrated(
                                LEVI,
                                "[{\"age\": 20, \"slope\": 1, \"offset\": 0}, {\"age\": 60, \"slope\": 0.5, \"offset\": -1}]"))
                        .attributes()
                        .genderCalibration())
                .containsExactly(
                        new AttributesSpec.GenderCalibration(20.0, 1, 0),
                        new AttributesSpec.GenderCalibration(60.0, 0.5, -1));
    }

    private static Arguments calibrations(String calibration, String problem) {
        return Arguments.of(calibrated(LEVI, calibration), problem);
    }

    private static String calibrated(String json, String calibration) {
        return json.replace("\"margin\": 0.35", "\"genderCalibration\": " + calibration + ", \"margin\": 0.35");
    }

    private static Arguments wrong(String json, String text, String replacement, String problem) {
        if (!json.contains(text)) {
            throw new AssertionError("nothing to replace: " + text);
        }
        int place = json.indexOf(text);
        return Arguments.of(json.substring(0, place) + replacement + json.substring(place + text.length()), problem);
    }

    private static ModelDescriptor read(String json) {
        return DescriptorReader.read("test.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String bundled(String name) {
        return new String(BundledFiles.file(name).orElseThrow(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
