package io.agender.aggregator.estimate;

import io.agender.aggregator.config.AgeBands;
import io.agender.schemas.Gender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The faces of a benchmark in cells of age band and gender: women from young to old, then men. A label that leaves several
 * bands open counts in each of them by the share of its years that are there, as if its faces were of all these ages alike.
 *
 * <p>Faces with the same label are a stratum, for a benchmark chooses how many it has of each; a new sample is drawn from
 * each stratum for itself. Immutable.
 */
final class LabelledFaces {

    private final int bands;
    private final List<Stratum> strata;

    private LabelledFaces(int bands, List<Stratum> strata) {
        this.bands = bands;
        this.strata = strata;
    }

    /**
     * Faces with the same label.
     *
     * @param first cell of their gender's youngest band
     * @param shares of their years in each band; together 1
     * @param answers the answered cell of each face; of a face without an answered gender the woman's, with a minus
     */
    private record Stratum(int first, double[] shares, int[] answers) {}

    private record Label(int fromAge, int toAge, Gender gender) {}

    static LabelledFaces of(List<BenchmarkFaces.Pair> pairs, AgeBands bands) {
        Map<Label, List<Integer>> answers = new LinkedHashMap<>();
        for (BenchmarkFaces.Pair pair : pairs) {
            List<Integer> faces = answers.computeIfAbsent(
                    new Label(pair.fromAge(), pair.toAge(), pair.gender()), none -> new ArrayList<>());
            for (int face = 0; face < pair.faces(); face++) {
                faces.add(answer(pair, bands));
            }
        }
        List<Stratum> strata = new ArrayList<>();
        answers.forEach((label, faces) -> strata.add(new Stratum(
                label.gender == Gender.FEMALE ? 0 : bands.size(),
                shares(label, bands),
                faces.stream().mapToInt(Integer::intValue).toArray())));
        return new LabelledFaces(bands.size(), strata);
    }

    private static int answer(BenchmarkFaces.Pair pair, AgeBands bands) {
        int band = bands.bandOf(pair.answeredAge());
        return switch (pair.answeredGender()) {
            case FEMALE -> band;
            case MALE -> bands.size() + band;
            case UNKNOWN -> -1 - band;
        };
    }

    private static double[] shares(Label label, AgeBands bands) {
        double[] shares = new double[bands.size()];
        for (int age = label.fromAge; age <= label.toAge; age++) {
            shares[bands.bandOf(age)] += 1.0 / (label.toAge - label.fromAge + 1);
        }
        return shares;
    }

    /** How many faces of each true cell got each answer; whole faces only where labels leave one band open. */
    double[][] counts() {
        double[][] counts = new double[2 * bands][2 * bands];
        for (Stratum stratum : strata) {
            for (int answer : stratum.answers) {
                add(counts, stratum, answer);
            }
        }
        return counts;
    }

    /** The same of a sample of as many faces that is drawn from these, with replacement. */
    double[][] resampled(Random random) {
        double[][] counts = new double[2 * bands][2 * bands];
        for (Stratum stratum : strata) {
            for (int face = 0; face < stratum.answers.length; face++) {
                add(counts, stratum, stratum.answers[random.nextInt(stratum.answers.length)]);
            }
        }
        return counts;
    }

    private void add(double[][] counts, Stratum stratum, int answer) {
        for (int band = 0; band < bands; band++) {
            double share = stratum.shares[band];
            double[] truth = counts[stratum.first + band];
            if (answer >= 0) {
                truth[answer] += share;
            } else { // either gender alike
                truth[-1 - answer] += share / 2;
                truth[bands - 1 - answer] += share / 2;
            }
        }
    }
}
