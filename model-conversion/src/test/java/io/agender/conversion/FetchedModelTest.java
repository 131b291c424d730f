package io.agender.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.FileState;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import io.agender.models.fetch.FetchConfig;
import io.agender.models.fetch.FetchProgress;
import io.agender.models.fetch.ModelFetcher;
import io.agender.models.fetch.ModelFetcher.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose files are made from what is fetched. */
class FetchedModelTest {

    private static final Path MIRROR = Path.of("../../shared/models");

    @TempDir
    private Path folder;

    @BeforeEach
    void assumeMirror() {
        assumeTrue(Files.isDirectory(MIRROR), "the shared model files are not beside the project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssrnet-wiki", "ssrnet-morph2", "ssrnet-megaface", "ssrnet-mxnet"})
    void should_make_every_file_of_a_model_from_what_is_on_the_mirror(String name) throws Exception {
        ModelDescriptor model = catalog().model(name);

        assertThat(fetch(MIRROR, name)).containsOnly(Outcome.CONVERTED);

        for (ModelFile file : model.files()) {
            assertThat(catalog().state(file)).isEqualTo(FileState.HERE);
            assertThat(catalog().read(model, file)).hasSize(Math.toIntExact(file.size()));
        }
        assertThat(names())
                .containsExactlyInAnyOrderElementsOf(
                        model.files().stream().map(ModelFile::location).toList());
    }

    @Test
    void should_take_a_converted_file_from_the_mirror_when_it_has_one() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        fetch(MIRROR, "ssrnet-megaface");
        Files.move(folder.resolve("ssrnet-megaface-age.onnx"), other.resolve("ssrnet-megaface-age.onnx"));

        assertThat(fetch(other, "ssrnet-megaface")).containsExactly(Outcome.FETCHED);
    }

    private List<Outcome> fetch(Path mirror, String name) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (ModelFetcher fetcher = new ModelFetcher(
                FetchConfig.of(folder, Optional.of(mirror.toString())), FetchProgress.NONE, PublishedModel::convert)) {
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
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
