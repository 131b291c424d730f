package io.agender.audit.period;

import io.agender.audit.FieldDifference;
import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountEstimate;
import io.agender.schemas.Gender;
import io.agender.schemas.RollupSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be said of estimates of true counts without the faces that they rest on: there are none where a cell is
 * withheld or nobody is tracked; they take every age and gender once; each lies in its interval, that between nobody and
 * all who were counted; and together they are as many as were counted. How well they are estimated is not looked at.
 */
final class EstimateBounds {

    /** They are told to a tenth. */
    private static final double ROUNDING = 0.05;

    private static final double FLOATING = 1e-6;

    private EstimateBounds() {}

    /** Expects the estimates of a record that is found: they are judged, not computed. */
    static void accept(RollupSummary expected, RollupSummary found) {
        expected.setEndedEstimates(found.getEndedEstimates());
        expected.setEstimatedBy(found.getEstimatedBy());
    }

    /** The first thing that can't be; empty when there is none. */
    static Optional<FieldDifference> wrong(RollupSummary rollup) {
        List<CountEstimate> estimates = rollup.getEndedEstimates();
        if (estimates == null) {
            return rollup.getEstimatedBy() == null
                    ? Optional.empty()
                    : Optional.of(new FieldDifference("estimatedBy", "null", rollup.getEstimatedBy()));
        }
        List<Long> cells = rollup.getEndedCounts().stream()
                .flatMap(band -> Stream.of(band.getFemale(), band.getMale(), band.getUnknown()))
                .toList();
        if (rollup.getEstimatedBy() == null || cells.isEmpty() || cells.stream().anyMatch(Objects::isNull)) {
            return Optional.of(new FieldDifference("endedEstimates", "null", estimates.size() + " entries"));
        }
        long people = cells.stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < estimates.size(); i++) {
            CountEstimate one = estimates.get(i);
            if (one.getLow() < 0
                    || one.getLow() > one.getLikely() + ROUNDING
                    || one.getLikely() > one.getHigh() + ROUNDING
                    || one.getHigh() > people) {
                return Optional.of(new FieldDifference(
                        "endedEstimates[" + i + "]",
                        "one between 0 and " + people + ", within its interval",
                        "" + one));
            }
        }
        double likely = estimates.stream().mapToDouble(CountEstimate::getLikely).sum();
        if (Math.abs(likely - people) > ROUNDING * estimates.size() + FLOATING) {
            return Optional.of(new FieldDifference("endedEstimates", people + " people in all", likely + " in all"));
        }
        return isWhole(estimates, rollup.getEndedCounts())
                ? Optional.empty()
                : Optional.of(
                        new FieldDifference("endedEstimates", "every band and gender once", estimates.toString()));
    }

    private static boolean isWhole(List<CountEstimate> estimates, List<AgeBandCount> bands) {
        List<String> wanted = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (AgeBandCount band : bands) {
            for (Gender gender : List.of(Gender.FEMALE, Gender.MALE)) {
                wanted.add(band.getFromAge() + " " + gender);
                estimates.stream()
                        .filter(one -> one.getGender() == gender || one.getGender() == Gender.UNKNOWN)
                        .filter(one -> one.getFromAge() <= band.getFromAge()
                                && (one.getToAge() == null
                                        || band.getToAge() != null && one.getToAge() >= band.getToAge()))
                        .forEach(one -> found.add(band.getFromAge() + " " + gender));
            }
        }
        return found.equals(wanted);
    }
}
