package io.agender.launcher.models;

import io.agender.aggregator.config.AggregatorConfig;
import io.agender.aggregator.estimate.BenchmarkFaces;
import io.agender.models.AnswerPairs;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import io.agender.vision.engine.VisionEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the catalogue's models answered for labelled faces, for the aggregator's estimates. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * All that are known; none where nothing is rolled up, for then nobody asks.
     *
     * @param modelDirectory where users keep models of their own
     * @throws io.agender.models.ModelException when a file there is wrong
     */
    public static List<BenchmarkFaces> of(AggregatorConfig aggregator, Path modelDirectory) {
        if (aggregator.rollups().isEmpty()) {
            return List.of();
        }
        ModelCatalog catalog = VisionEngine.catalog(Optional.of(modelDirectory));
        return catalog.all().stream()
                .filter(model -> model.kind() == ModelKind.ATTRIBUTES)
                .flatMap(model -> catalog.pairs(model).stream())
                .map(Benchmarks::benchmark)
                .toList();
    }

    private static BenchmarkFaces benchmark(AnswerPairs answers) {
        return new BenchmarkFaces(
                answers.data() + " (" + answers.faces() + " found by " + answers.detector() + "), "
                        + answers.measured(),
                answers.networks().stream()
                        .map(network -> new ModelUse(
                                ModelTask.valueOf(network.task().name()), network.name(), network.sha256()))
                        .collect(Collectors.toSet()),
                answers.genderMinAge(),
                answers.pairs().stream().map(Benchmarks::pair).toList());
    }

    private static BenchmarkFaces.Pair pair(AnswerPairs.Pair pair) {
        return new BenchmarkFaces.Pair(
                pair.fromAge(),
                pair.toAge(),
                gender(pair.gender()),
                pair.answeredAge(),
                gender(pair.answeredGender()),
                pair.faces());
    }

    private static Gender gender(AnswerPairs.Gender gender) {
        return Gender.valueOf(gender.name());
    }
}
