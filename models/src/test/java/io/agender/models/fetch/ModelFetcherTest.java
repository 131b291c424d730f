package io.agender.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.FileState;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.PublishedFile;
import io.agender.models.fetch.ModelFetcher.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFetcherTest {

    private static final Path MIRROR = Path.of("../../shared/models");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "yunet, FETCHED",
        "ssd300, FETCHED",
    })
    void should_bring_every_file_of_a_model_from_the_mirror(String name, Outcome expected) throws Exception {
        assumeMirror();
        ModelDescriptor model = catalog().model(name);

        assertThat(fetch(MIRROR, name)).containsOnly(expected);

        for (ModelFile file : model.files()) {
            assertThat(catalog().state(file)).isEqualTo(FileState.HERE);
            assertThat(catalog().read(model, file)).hasSize(Math.toIntExact(file.size()));
        }
        assertThat(names())
                .containsExactlyInAnyOrderElementsOf(
                        model.files().stream().map(ModelFile::location).toList());
    }

    @Test
    void should_leave_a_file_alone_that_is_here() throws Exception {
        assumeMirror();
        fetch(MIRROR, "yunet");

        assertThat(fetch(folder.resolve("nowhere"), "yunet")).containsExactly(Outcome.WAS_HERE);
    }

    @Test
    void should_replace_a_file_that_is_not_the_published_one() throws Exception {
        assumeMirror();
        Files.writeString(folder.resolve("yunet_n_dynamic.onnx"), "damaged");

        assertThat(fetch(MIRROR, "yunet")).containsExactly(Outcome.FETCHED);
        ModelDescriptor yunet = catalog().model("yunet");
        assertThat(catalog().read(yunet, yunet.files().get(0))).isNotEmpty();
    }

    @Test
    void should_refuse_what_comes_out_of_a_conversion_otherwise_than_published() throws Exception {
        assumeMirror();

        assertThatThrownBy(() -> fetch(MIRROR, "ssrnet-megaface", (model, file, originals) -> new byte[0]))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("ssrnet-megaface-age.onnx of model ssrnet-megaface came out of the conversion"
                        + " with SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 where ");
        assertThat(names()).containsExactly("originals/ssrnet_age_megaface_asian.h5");
    }

    @ParameterizedTest
    @CsvSource({"haar, BUILT_IN", "blazeface, BUILT_IN", "ssrnet-imdb, BUILT_IN"})
    void should_fetch_nothing_that_comes_with_the_program(String name, Outcome expected) throws Exception {
        assertThat(fetch(folder, name)).containsOnly(expected);
        assertThat(names()).isEmpty();
    }

    @Test
    void should_say_in_one_sentence_where_to_put_a_file_that_nobody_publishes() {
        assertThatThrownBy(() -> fetch(folder, "kinarr-mobilenet"))
                .isInstanceOf(FetchException.class)
                .hasMessage(
                        "File kinarr-mobilenet.onnx of model kinarr-mobilenet cannot be fetched: the mirror " + folder
                                + " does not have kinarr-mobilenet.onnx; the authors publish code but no weights; train it with"
                                + " their code, export it to ONNX and put the file where it is named here; if you have it, put it"
                                + " at " + folder.resolve("kinarr-mobilenet.onnx") + ".");
    }

    @Test
    void should_take_nothing_from_a_mirror_that_lies() throws Exception {
        Path liar = Files.createDirectories(folder.resolve("liar"));
        Files.writeString(liar.resolve("ssrnet_age_megaface_asian.h5"), "not the weights");
        ModelFile file = catalog().model("ssrnet-megaface").files().get(0);
        FetchConfig offline =
                new FetchConfig(folder, Optional.of(liar.toString()), List.of("npm"), Duration.ofSeconds(1), 1000);

        try (FileFetcher fetcher = new FileFetcher(offline, FetchProgress.NONE)) {
            assertThat(fetcher.fetch(
                            new PublishedFile(
                                    "ssrnet_age_megaface_asian.h5",
                                    file.conversion().from().get(0).size(),
                                    file.conversion().from().get(0).sha256(),
                                    List.of()),
                            folder.resolve("ssrnet_age_megaface_asian.h5")))
                    .hasValue("it gave 15 bytes where 326368 are published");
        }
        assertThat(names()).isEmpty();
    }

    private List<Outcome> fetch(Path mirror, String name) throws Exception {
        return fetch(mirror, name, (model, file, originals) -> {
            throw new AssertionError(file.location() + " is none that is converted");
        });
    }

    private List<Outcome> fetch(Path mirror, String name, ModelConverter converter) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (ModelFetcher fetcher = new ModelFetcher(
                FetchConfig.of(folder, Optional.of(mirror.toString())), FetchProgress.NONE, converter)) {
            ModelDescriptor model = catalog().model(name);
            for (ModelFile file : model.files()) {
                outcomes.add(fetcher.fetch(model, file));
            }
        }
        return outcomes;
    }

    private ModelCatalog catalog() {
        return ModelCatalog.load(Optional.of(folder), name -> Optional.empty());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("liar")))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static void assumeMirror() {
        assumeTrue(Files.isDirectory(MIRROR), "the shared model files are not beside the project");
    }
}
