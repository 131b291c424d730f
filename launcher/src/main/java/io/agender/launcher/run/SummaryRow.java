package io.agender.launcher.run;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of the table: a window, several of them, or an hour or day. All but {@code present} and the mean age add up: women,
 * men, ages and stay are of who left, which each track does once. Null is what there is not, or what is withheld.
 *
 * @param name the camera, or the site
 * @param frames that were looked at
 * @param missing frames that were not
 * @param impaired seconds in which the camera could not see
 * @param tracked whether faces are followed; else counts are of faces in frames
 * @param faces in all frames
 * @param present tracks seen; none for several windows, since one may be in two
 * @param entered tracks that began
 * @param left tracks that ended
 * @param staySeconds of all who left together
 * @param watched of those who left, who had watched the camera
 * @param attentionSeconds of all these together
 * @param counts by age and gender
 * @param ageSum mean ages, each weighed by how many it is of
 * @param aged how many those are
 * @param peak most faces in a frame
 * @param withheld whether something is kept back
 */
record SummaryRow(
        String name,
        Instant start,
        Instant end,
        long frames,
        long missing,
        long impaired,
        boolean tracked,
        long faces,
        Long present,
        Long entered,
        Long left,
        Double staySeconds,
        Long watched,
        Double attentionSeconds,
        List<AgeBandCount> counts,
        double ageSum,
        long aged,
        int peak,
        boolean withheld) {

    static SummaryRow of(DemographicSummary window) {
        boolean tracked = window.getCountedUnit() == CountedUnit.TRACKS;
        long aged = window.getMeanAge() == null ? 0 : Math.max(1, total(window.getCounts()));
        return new SummaryRow(
                window.getCameraId(),
                window.getWindowStart(),
                window.getWindowEnd(),
                window.getFramesAnalysed() + window.getFramesPredicted(),
                window.getFramesMissing() + window.getFramesUndecodable(),
                window.getSecondsImpaired(),
                tracked,
                window.getFacesDetected(),
                window.getPeoplePresent(),
                window.getPeopleEntered(),
                window.getTracksEnded(),
                stay(window.getDwellMeanSeconds(), window.getTracksEnded()),
                window.getWatchersEnded(),
                stay(window.getAttentionMeanSeconds(), window.getWatchersEnded()),
                tracked ? window.getEndedCounts() : window.getCounts(),
                aged == 0 ? 0 : window.getMeanAge() * aged,
                aged,
                window.getPeakOccupancy(),
                window.getWithheld());
    }

    static SummaryRow of(RollupSummary period) {
        return new SummaryRow(
                period.getScope() == RollupScope.SITE ? period.getSite() : period.getCameraId(),
                period.getPeriodStart(),
                period.getPeriodEnd(),
                period.getFramesAnalysed() + period.getFramesPredicted(),
                period.getFramesMissing() + period.getFramesUndecodable(),
                period.getSecondsImpaired(),
                period.getPeopleEntered() != null || !period.getEndedCounts().isEmpty() || period.getWithheld(),
                period.getFacesDetected(),
                null,
                period.getPeopleEntered(),
                period.getTracksEnded(),
                period.getDwellTotalMillis() == null ? null : period.getDwellTotalMillis() / 1000.0,
                period.getWatchersEnded(),
                period.getAttentionTotalMillis() == null ? null : period.getAttentionTotalMillis() / 1000.0,
                period.getEndedCounts(),
                0,
                0,
                period.getPeakOccupancy(),
                period.getWithheld());
    }

    /** Both together; the name is this one's. */
    SummaryRow plus(SummaryRow other) {
        return new SummaryRow(
                name,
                start.isBefore(other.start) ? start : other.start,
                end.isAfter(other.end) ? end : other.end,
                frames + other.frames,
                missing + other.missing,
                impaired + other.impaired,
                tracked || other.tracked,
                faces + other.faces,
                null,
                sum(entered, other.entered),
                sum(left, other.left),
                staySeconds == null || other.staySeconds == null ? null : (Double) (staySeconds + other.staySeconds),
                sum(watched, other.watched),
                attentionSeconds == null || other.attentionSeconds == null
                        ? null
                        : (Double) (attentionSeconds + other.attentionSeconds),
                sum(counts, other.counts),
                ageSum + other.ageSum,
                aged + other.aged,
                Math.max(peak, other.peak),
                withheld || other.withheld);
    }

    Long women() {
        return total(counts, Part.FEMALE);
    }

    Long men() {
        return total(counts, Part.MALE);
    }

    Long unknown() {
        return total(counts, Part.UNKNOWN);
    }

    /** Mean seconds; null where nobody left. */
    Double stay() {
        return staySeconds == null || left == null || left == 0 ? null : (Double) (staySeconds / left);
    }

    /** Mean seconds that those watched who did; null where nobody did. */
    Double attention() {
        return attentionSeconds == null || watched == null || watched == 0
                ? null
                : (Double) (attentionSeconds / watched);
    }

    Double meanAge() {
        return aged == 0 ? null : (Double) (ageSum / aged);
    }

    /** All of an age band; null where it is withheld, or there is no such band. */
    Long inBand(int fromAge) {
        return counts.stream()
                .filter(band -> band.getFromAge() == fromAge)
                .findFirst()
                .map(band -> sum(sum(band.getFemale(), band.getMale()), band.getUnknown()))
                .orElse(null);
    }

    private enum Part {
        FEMALE,
        MALE,
        UNKNOWN;

        Long of(AgeBandCount band) {
            return switch (this) {
                case FEMALE -> band.getFemale();
                case MALE -> band.getMale();
                case UNKNOWN -> band.getUnknown();
            };
        }
    }

    private static Double stay(Double mean, Long ended) {
        if (ended == null) {
            return null;
        }
        return ended == 0 ? (Double) 0.0 : mean == null ? null : (Double) (mean * ended);
    }

    private static Long total(List<AgeBandCount> counts, Part part) {
        Long sum = counts.isEmpty() ? null : 0L;
        for (AgeBandCount band : counts) {
            sum = sum(sum, part.of(band));
        }
        return sum;
    }

    private static long total(List<AgeBandCount> counts) {
        return IntStream.range(0, Part.values().length)
                .mapToObj(i -> total(counts, Part.values()[i]))
                .mapToLong(count -> count == null ? 0 : count)
                .sum();
    }

    private static Long sum(Long one, Long other) {
        return one == null || other == null ? null : (Long) (one + other);
    }

    /** Bands of settings that were changed on the way do not match; then there is no telling. */
    private static List<AgeBandCount> sum(List<AgeBandCount> some, List<AgeBandCount> others) {
        if (some.size() != others.size()) {
            return List.of();
        }
        List<AgeBandCount> sums = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            AgeBandCount one = some.get(i);
            AgeBandCount other = others.get(i);
            if (one.getFromAge() != other.getFromAge()) {
                return List.of();
            }
            sums.add(new AgeBandCount(
                    one.getFromAge(),
                    one.getToAge(),
                    sum(one.getFemale(), other.getFemale()),
                    sum(one.getMale(), other.getMale()),
                    sum(one.getUnknown(), other.getUnknown())));
        }
        return sums;
    }
}
