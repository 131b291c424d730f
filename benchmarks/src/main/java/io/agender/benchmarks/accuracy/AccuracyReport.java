package io.agender.benchmarks.accuracy;

import io.agender.aggregator.config.AgeBands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All figures of a measurement.
 *
 * @param data what was measured on, for people
 * @param frame the frame that faces are seen in from afar, for people
 * @param constant figures of a program that looks at no picture
 * @param contenders what was measured, in the order in which it was asked for
 * @param differences of each contender to the first
 * @param falseFaces what detectors find where there is no face
 */
record AccuracyReport(
        String data,
        String frame,
        AccuracyMetrics constant,
        List<Contestant> contenders,
        List<PairedDifference> differences,
        List<FalseFaces> falseFaces) {

    /**
     * One contender's figures.
     *
     * @param all of all faces
     * @param parts by what is split, then by part
     * @param sizes by the side of the face in pixels
     */
    record Contestant(
            Measured measured,
            AccuracyMetrics all,
            Map<String, Map<String, AccuracyMetrics>> parts,
            Map<String, AccuracyMetrics> sizes,
            Calibration calibration,
            Confusion confusion) {

        private static Contestant of(Measured measured, AgeBands bands) {
            Map<String, Map<String, AccuracyMetrics>> parts = new LinkedHashMap<>();
            Breakdown.of(measured.samples()).forEach((by, part) -> parts.put(by, figures(part)));
            Map<String, List<FaceSample>> sizes = new LinkedHashMap<>();
            measured.bySize().forEach((size, samples) -> sizes.put(size + " px", samples));
            return new Contestant(
                    measured,
                    AccuracyMetrics.of(measured.samples()),
                    parts,
                    figures(sizes),
                    Calibration.of(measured.samples()),
                    Confusion.of(measured.samples(), bands));
        }

        private static Map<String, AccuracyMetrics> figures(Map<String, List<FaceSample>> parts) {
            Map<String, AccuracyMetrics> figures = new LinkedHashMap<>();
            parts.forEach((part, samples) -> figures.put(part, AccuracyMetrics.of(samples)));
            return figures;
        }
    }

    /** @param measured at least one */
    static AccuracyReport of(
            String data, FrameSize frame, List<Measured> measured, AgeBands bands, List<FalseFaces> falseFaces) {
        return new AccuracyReport(
                data,
                frame.toString(),
                AccuracyMetrics.of(ConstantAnswer.of(measured.get(0).samples())),
                measured.stream().map(one -> Contestant.of(one, bands)).toList(),
                measured.stream()
                        .skip(1)
                        .map(one -> PairedDifference.of(one, measured.get(0)))
                        .toList(),
                falseFaces);
    }
}
