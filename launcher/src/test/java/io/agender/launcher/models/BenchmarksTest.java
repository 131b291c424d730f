package io.agender.launcher.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.models.ModelException;
import io.agender.runtime.config.Settings;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

    private final AggregatorConfig hourly = AggregatorConfig.from(new Settings(Map.of("rollups", "hourly")));

    @TempDir
    private Path folder;

    @Test
    void should_know_the_faces_that_the_bundled_networks_were_measured_with() {
        List<BenchmarkFaces> benchmarks = Benchmarks.of(hourly, folder);

        assertThat(benchmarks).hasSize(2).allSatisfy(benchmark -> {
            assertThat(benchmark.name()).contains("FairFace", " found by blazeface), 20");
            assertThat(benchmark.genderMinAge()).isEqualTo(13);
        });
        assertThat(benchmarks)
                .flatExtracting(BenchmarkFaces::networks)
                .extracting(ModelUse::getName)
                .containsOnly("face-api", "ssrnet-imdb");
        assertThat(benchmarks)
                .flatExtracting(BenchmarkFaces::pairs)
                .as("genders are answered at every age")
                .anyMatch(pair -> pair.answeredAge() < 13 && pair.answeredGender() == Gender.FEMALE);
    }

    @Test
    void should_read_nothing_where_nothing_is_rolled_up() throws IOException {
        Files.writeString(folder.resolve("face-api.pairs.json"), "{}");

        assertThat(Benchmarks.of(AggregatorConfig.from(new Settings(Map.of("rollups", "none"))), folder))
                .isEmpty();
        assertThatThrownBy(() -> Benchmarks.of(hourly, folder))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("File of answers " + folder.resolve("face-api.pairs.json") + " is wrong: ");
    }
}
