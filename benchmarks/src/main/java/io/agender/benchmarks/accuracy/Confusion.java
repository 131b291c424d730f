package io.agender.benchmarks.accuracy;

import io.agender.aggregator.config.AgeBands;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.util.ArrayList;
import java.util.List;

/**
 * Which cell of gender and age band a face is in, and in which it is put.
 *
 * @param cells names of the cells: women from young to old, then men
 * @param counts faces by true cell, then by answered cell; the last column has those without an answered gender or age
 */
record Confusion(List<String> cells, int[][] counts) {

    /** @param bands how ages are grouped; a label counts as the band of its middle */
    static Confusion of(List<FaceSample> samples, AgeBands bands) {
        List<Integer> bounds = bands.lowerBounds();
        List<String> cells = new ArrayList<>();
        for (String gender : List.of("F", "M")) {
            for (int band = 0; band < bounds.size(); band++) {
                cells.add(gender + " "
                        + (band + 1 < bounds.size()
                                ? bounds.get(band) + "-" + (bounds.get(band + 1) - 1)
                                : bounds.get(band) + "+"));
            }
        }
        int[][] counts = new int[cells.size()][cells.size() + 1];
        for (FaceSample sample : samples) {
            if (sample.answer().found()
                    && sample.label().age().isPresent()
                    && sample.label().gender().isPresent()) {
                int truth = cell(
                        sample.label().gender().get(),
                        sample.label().age().get().middle(),
                        bounds);
                counts[truth][answered(sample.answer().attributes().orElseThrow(), bounds, cells.size())]++;
            }
        }
        return new Confusion(List.copyOf(cells), counts);
    }

    private static int answered(FaceAttributes attributes, List<Integer> bounds, int none) {
        return attributes.gender() == Gender.UNKNOWN || attributes.age().isEmpty()
                ? none
                : cell(attributes.gender(), attributes.age().getAsDouble(), bounds);
    }

    private static int cell(Gender gender, double age, List<Integer> bounds) {
        int band = bounds.size() - 1;
        while (band > 0 && bounds.get(band) > (int) age) {
            band--;
        }
        return gender == Gender.FEMALE ? band : bounds.size() + band;
    }
}
