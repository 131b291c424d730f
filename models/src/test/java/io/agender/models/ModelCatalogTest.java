package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(catalog.all()).extracting(ModelDescriptor::name).containsExactly("blazeface", "haar", "ssrnet-imdb");
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
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();

            assertThat(Files.readAllLines(resources.resolve("descriptors.txt"))).isEqualTo(descriptors);
        }
    }

    @Test
    void should_read_every_bundled_network_and_find_it_unchanged() {
        for (ModelDescriptor model : catalog.all()) {
            for (ModelFile file : model.files()) {
                if (!file.location().startsWith("opencv:")) {
                    assertThat(catalog.read(model, file)).hasSize((int) file.size());
                }
            }
        }
    }

    @Test
    void should_name_the_known_detectors_for_an_unknown_one() {
        assertThatThrownBy(() -> catalog.detector("yolo"))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no detector named yolo; known are blazeface, haar.");
    }

    @Test
    void should_not_take_a_detector_for_a_gender_and_age_model() {
        assertThatThrownBy(() -> catalog.attributes("haar"))
                .hasMessage("There is no gender and age model named haar; known are ssrnet-imdb.");
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
        ModelFile file = new ModelFile(ModelFile.Task.DETECTION, "other.onnx", 1, "0".repeat(64), "nowhere");

        assertThatThrownBy(() -> in(folder).read(model, file))
                .hasMessage("File other.onnx of model blazeface is missing; put it into " + folder + ".");
        assertThatThrownBy(() -> catalog.read(model, file))
                .hasMessage("File other.onnx of model blazeface is missing; name the directory that has it.");
    }

    @Test
    void should_ask_opencv_for_its_own_files() {
        byte[] data = "cascade".getBytes(StandardCharsets.UTF_8);
        ModelFile file = new ModelFile(
                ModelFile.Task.DETECTION, "opencv:haarcascades/small.xml", data.length, Sha256.of(data), "test");
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
