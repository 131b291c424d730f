package io.agender.audit;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.Gender;
import io.agender.schemas.ModelUse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The figures of a window, counted anew from all frames that belong to it. */
final class NaiveSummary {

    private static final double HIGHEST_AGE = 150;
    private static final double MILLIONTHS = 1e6;

    private final SummaryRules rules;

    NaiveSummary(SummaryRules rules) {
        this.rules = rules;
    }

    /**
     * Writes the figures of a window.
     *
     * @param counted the frames counted in it, in their order
     * @param missing the frames that are missing before frames told of in it
     */
    void write(DemographicSummary summary, List<FrameFaces> counted, long missing) {
        List<Face> faces =
                counted.stream().flatMap(frame -> frame.getFaces().stream()).toList();
        List<Aged> aged = faces.stream()
                .filter(face -> face.getAge() != null && Float.isFinite(face.getAge()))
                .map(face -> new Aged(Math.min(Math.max(face.getAge(), 0), HIGHEST_AGE), face.getGender()))
                .toList();
        summary.setFramesAnalysed(counted.size());
        summary.setFramesMissing(missing);
        summary.setFacesDetected(faces.size());
        summary.setCountedUnit(CountedUnit.FACES);
        summary.setCounts(bands(aged));
        summary.setMeanAge(mean(aged));
        summary.setMedianAge(Median.ofTenths(
                aged.stream().map(one -> Math.round(one.age * 10)).toList()));
        summary.setAverageOccupancy(counted.isEmpty() ? null : (double) faces.size() / counted.size());
        summary.setPeakOccupancy(counted.stream()
                .mapToInt(frame -> frame.getFaces().size())
                .max()
                .orElse(0));
        summary.setEndedCounts(List.of());
        Set<ModelUse> models = new LinkedHashSet<>();
        counted.forEach(frame -> models.addAll(frame.getModels()));
        summary.setModels(List.copyOf(models));
    }

    private record Aged(double age, Gender gender) {}

    /** In whole millionths of a year, as the sum is kept, so that it can be told exactly. */
    private static Double mean(List<Aged> aged) {
        return aged.isEmpty()
                ? null
                : aged.stream()
                                .mapToLong(one -> Math.round(one.age * MILLIONTHS))
                                .sum()
                        / (MILLIONTHS * aged.size());
    }

    private List<AgeBandCount> bands(List<Aged> aged) {
        List<AgeBandCount> counts = new ArrayList<>();
        for (int band = 0; band < rules.ageBands().size(); band++) {
            int from = rules.ageBands().get(band);
            Integer to = band + 1 < rules.ageBands().size() ? rules.ageBands().get(band + 1) - 1 : null;
            List<Aged> own = aged.stream()
                    .filter(one -> (int) one.age >= from && (to == null || (int) one.age <= to))
                    .toList();
            counts.add(new AgeBandCount(
                    from, to, count(own, Gender.FEMALE), count(own, Gender.MALE), count(own, Gender.UNKNOWN)));
        }
        return counts;
    }

    private static long count(List<Aged> aged, Gender gender) {
        return aged.stream().filter(one -> one.gender == gender).count();
    }
}
