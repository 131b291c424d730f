package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {

    private final ModelCatalog catalog = ModelCatalog.load(Optional.empty(), name -> Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void should_know_the_bundled_models_by_name() {
        assertThat(catalog.all())
                .extracting(ModelDescriptor::name)
                .containsExactly(
                        "blazeface",
                        "blazeface-back",
                        "face-api",
                        "face-api-68-tiny",
                        "faceres",
                        "faceres-deep",
                        "gear",
                        "haar",
                        "haar-alt2",
                        "haar-default",
                        "jiang-resnet",
                        "kinarr-mobilenet",
                        "lbp",
                        "levi-hassner",
                        "mansar-resnet50",
                        "murray-convnet",
                        "rude-carnie-inception",
                        "seed",
                        "serengil-vggface",
                        "ssd300",
                        "ssrnet-imdb",
                        "ssrnet-megaface",
                        "ssrnet-morph2",
                        "ssrnet-mxnet",
                        "ssrnet-wiki",
                        "subedi-multitask",
                        "tony607-wideresnet",
                        "ultraface",
                        "yu4u-wideresnet",
                        "yunet");
        assertThat(catalog.detector("haar").engine()).isEqualTo(ModelDescriptor.Engine.CASCADE);
        assertThat(catalog.attributes("ssrnet-imdb").files()).hasSize(2);
    }

    @Test
    void should_list_every_descriptor_that_is_there() throws IOException, URISyntaxException {
        Path resources = Path.of(
                        ModelCatalog.class.getResource("descriptors.txt").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(resources)) {
            List<String> descriptors = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json")
                            && !name.endsWith(AnswerPairs.ENDING)
                            && !name.endsWith(MeasuredErrors.ENDING))
                    .sorted()
                    .toList();

            assertThat(Files.readAllLines(resources.resolve("descriptors.txt"))).isEqualTo(descriptors);
        }
    }

    @Test
    void should_read_every_bundled_network_and_find_it_unchanged() {
        List<String> read = new ArrayList<>();
        for (ModelDescriptor model : catalog.all()) {
            for (ModelFile file : model.files()) {
                if (file.sources().contains(new FileSource.Bundled())) {
                    assertThat(catalog.read(model, file)).hasSize(Math.toIntExact(file.size()));
                    read.add(file.location());
                }
            }
        }

        assertThat(read)
                .containsExactly(
                        "blazeface-full.onnx",
                        "blazeface-back.onnx",
                        "face-api-age-gender.onnx",
                        "face-api-68-tiny.onnx",
                        "ssrnet-imdb-gender.onnx",
                        "ssrnet-imdb-age.onnx",
                        "ultraface-rfb-320.onnx");
    }

    @Test
    void should_say_of_every_bundled_model_where_each_file_comes_from() {
        for (ModelDescriptor model : catalog.all()) {
            for (ModelFile file : model.files()) {
                assertThat(file.conversion() != null || !file.sources().isEmpty())
                        .as(file.location() + " of " + model.name())
                        .isTrue();
            }
        }
    }

    @Test
    void should_say_of_every_gender_and_age_model_where_its_margin_comes_from() {
        assertThat(catalog.all())
                .filteredOn(model ->
                        model.attributes() != null && model.attributes().patch() == null)
                .hasSize(19)
                .allSatisfy(model -> assertThat(
                                model.card().measured() + model.card().limits())
                        .as(model.name())
                        .containsIgnoringCase("margin"));
    }

    @Test
    void should_read_descriptors_of_the_users_own_from_the_model_directory() throws IOException {
        String mine = new String(BundledFiles.file("jiang-resnet.json").orElseThrow(), StandardCharsets.UTF_8)
                .replace("\"jiang-resnet\"", "\"mine\"")
                .replace("jiang-resnet.onnx", "mine.onnx");
        Files.writeString(folder.resolve("anything.json"), mine);
        Files.writeString(folder.resolve("mine.onnx"), "a network");
        ModelDescriptor model = in(folder).attributes("mine");
        ModelFile file = model.files().get(0);

        byte[] bytes = in(folder).read(model, file);

        assertThat(bytes).asString().isEqualTo("a network");
        assertThat(file.shortHash(bytes)).isEqualTo(Sha256.of(bytes).substring(0, 12));
    }

    @Test
    void should_read_the_descriptor_that_the_documentation_shows() throws IOException {
        String page = Files.readString(Path.of("../docs/models.md"));
        int start = page.indexOf("```json") + "```json".length();
        Files.writeString(folder.resolve("mine.json"), page.substring(start, page.indexOf("```", start)));

        assertThat(in(folder).attributes("mine").attributes().heads()).hasSize(2);
    }

    @Test
    void should_name_the_file_of_a_wrong_descriptor_of_the_users_own() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.json"), "{\"name\": 1}");

        assertThatThrownBy(() -> in(folder))
                .isInstanceOf(ModelException.class)
                .hasMessage("Model descriptor " + file + " is wrong: name has a value that does not fit, 1.");
    }

    @Test
    void should_take_any_file_where_no_hash_is_published() throws IOException {
        Files.writeString(folder.resolve("kinarr-mobilenet.onnx"), "own");
        ModelDescriptor model = in(folder).attributes("kinarr-mobilenet");

        assertThat(in(folder).read(model, model.files().get(0))).asString().isEqualTo("own");
    }

    @Test
    void should_pair_the_weights_with_the_text_that_says_how_the_network_is_built() {
        ModelDescriptor model = catalog.attributes("levi-hassner");

        assertThat(model.networks())
                .extracting(ModelFile::location)
                .containsExactly("gender_net.caffemodel", "age_net.caffemodel");
        assertThat(model.networks())
                .extracting(file -> model.graphOf(file).orElseThrow().location())
                .containsExactly("deploy_gender.prototxt", "deploy_age.prototxt");
    }

    @Test
    void should_name_the_known_detectors_for_an_unknown_one() {
        assertThatThrownBy(() -> catalog.detector("yolo"))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no detector named yolo; known are blazeface, blazeface-back, haar, haar-alt2,"
                        + " haar-default, lbp, ssd300, ultraface, yunet.");
    }

    @Test
    void should_not_take_a_detector_for_a_gender_and_age_model() {
        assertThatThrownBy(() -> catalog.attributes("haar"))
                .hasMessageStartingWith(
                        "There is no gender and age model named haar; known are face-api, faceres, faceres-deep, gear, ");
    }

    @Test
    void should_take_a_file_from_the_directory_before_the_bundled_one() throws IOException {
        ModelDescriptor model = catalog.detector("blazeface");
        byte[] bytes = catalog.read(model, model.files().get(0));
        bytes[100]++;
        Path file = Files.write(folder.resolve("blazeface-full.onnx"), bytes);

        assertThatThrownBy(() -> in(folder).read(model, model.files().get(0)))
                .isInstanceOf(ModelException.class)
                .hasMessage("%s, a file of model blazeface, has SHA-256 %s where %s is expected;"
                                .formatted(
                                        file,
                                        Sha256.of(bytes),
                                        model.files().get(0).sha256())
                        + " fetch it again or remove it from the model directory.");
    }

    @Test
    void should_say_when_a_file_has_another_size() throws IOException {
        ModelDescriptor model = catalog.detector("blazeface");
        Path file = Files.writeString(folder.resolve("blazeface-full.onnx"), "short");

        assertThatThrownBy(() -> in(folder).read(model, model.files().get(0)))
                .hasMessageStartingWith(
                        file + ", a file of model blazeface, has 5 bytes where 2090055 are expected; fetch it again");
    }

    @Test
    void should_take_the_bundled_file_when_the_directory_has_none() {
        ModelDescriptor model = catalog.detector("blazeface");

        assertThat(in(folder).read(model, model.files().get(0))).hasSize(2090055);
    }

    @Test
    void should_say_when_the_file_is_not_readable() throws IOException {
        ModelDescriptor model = catalog.detector("blazeface");
        Path blocked = Files.createDirectory(folder.resolve("blazeface-full.onnx"));

        assertThatThrownBy(() -> in(folder).read(model, model.files().get(0)))
                .hasMessage("Model file " + blocked + " cannot be read; check that it is a readable file.");
    }

    @Test
    void should_say_where_a_missing_file_is_looked_for() {
        ModelDescriptor model = catalog.detector("blazeface");
        ModelFile file = ModelFile.network(ModelFile.Task.DETECTION, "other.onnx", 1L, "0".repeat(64));

        assertThatThrownBy(() -> in(folder).read(model, file))
                .hasMessage("File other.onnx of model blazeface is missing; put it into " + folder + ".");
        assertThatThrownBy(() -> catalog.read(model, file))
                .hasMessage("File other.onnx of model blazeface is missing; name the directory that has it.");
    }

    @Test
    void should_ask_opencv_for_its_own_files() {
        byte[] data = "cascade".getBytes(StandardCharsets.UTF_8);
        ModelFile file = ModelFile.network(
                ModelFile.Task.DETECTION, "opencv:haarcascades/small.xml", (long) data.length, Sha256.of(data));
        ModelCatalog openCv = ModelCatalog.load(
                Optional.of(folder), name -> Optional.of(data).filter(any -> name.equals("haarcascades/small.xml")));
        ModelDescriptor model = openCv.detector("haar");

        assertThat(openCv.read(model, file)).isEqualTo(data);
        assertThatThrownBy(() -> openCv.read(model, model.files().get(0)))
                .hasMessage("This OpenCV has no data file haarcascades/haarcascade_frontalface_alt.xml,"
                        + " which model haar needs; choose another model.");
    }

    @Test
    void should_refuse_two_descriptors_of_one_name() {
        ModelDescriptor model = catalog.detector("haar");
        ModelFileSource files = new ModelFileSource(Optional.empty(), name -> Optional.empty());

        assertThatThrownBy(() -> new ModelCatalog(List.of(model, model), files))
                .hasMessage("There are two model descriptors named haar; rename one of them.");
    }

    private static ModelCatalog in(Path folder) {
        return ModelCatalog.load(Optional.of(folder), name -> Optional.empty());
    }
}
