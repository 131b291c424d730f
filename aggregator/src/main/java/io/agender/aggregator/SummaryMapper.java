package io.agender.aggregator;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.AgeCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.WindowState;
import io.agender.schemas.YearCount;
import java.util.ArrayList;
import java.util.List;

/** Makes the summary of a window out of what was counted in it. Immutable. */
final class SummaryMapper {

    private static final double MILLIONTHS = 1e6;

    private final AgeBands bands;

    SummaryMapper(AgeBands bands) {
        this.bands = bands;
    }

    DemographicSummary toSummary(String cameraId, WindowState window, SummaryStatus status) {
        long ages = window.getAges().stream().mapToLong(AgeCount::getFaces).sum();
        DemographicSummary summary = new DemographicSummary();
        summary.setCameraId(cameraId);
        summary.setWindowStart(window.getStart());
        summary.setWindowEnd(window.getEnd());
        summary.setStatus(status);
        summary.setRevision(window.getRevision());
        summary.setFramesAnalysed(window.getFramesAnalysed());
        summary.setFramesMissing(window.getFramesMissing());
        summary.setFacesDetected(window.getFacesDetected());
        summary.setCountedUnit(CountedUnit.FACES);
        summary.setCounts(counts(window.getYears()));
        summary.setMeanAge(ages == 0 ? null : window.getAgeSum() / (MILLIONTHS * ages));
        summary.setMedianAge(ages == 0 ? null : median(window.getAges(), ages));
        summary.setAverageOccupancy(
                window.getFramesAnalysed() == 0
                        ? null
                        : (double) window.getFacesDetected() / window.getFramesAnalysed());
        summary.setPeakOccupancy(window.getPeakOccupancy());
        summary.setEndedCounts(List.of());
        summary.setModels(List.copyOf(window.getModels()));
        return summary;
    }

    private List<AgeBandCount> counts(List<YearCount> years) {
        List<AgeBandCount> counts = new ArrayList<>();
        for (int band = 0; band < bands.size(); band++) {
            counts.add(new AgeBandCount(bands.fromAge(band), bands.toAge(band).orElse(null), 0L, 0L, 0L));
        }
        for (YearCount year : years) {
            AgeBandCount count = counts.get(bands.bandOf(year.getYears()));
            count.setFemale(count.getFemale() + year.getFemale());
            count.setMale(count.getMale() + year.getMale());
            count.setUnknown(count.getUnknown() + year.getUnknown());
        }
        return counts;
    }

    /** The middle age in years; of an even number of faces the mean of both middle ones, to a tenth, halves up. */
    private static double median(List<AgeCount> ages, long faces) {
        int lower = tenthsAt(ages, (faces - 1) / 2);
        int upper = tenthsAt(ages, faces / 2);
        return (lower + upper + 1) / 2 / 10.0;
    }

    /** The age in tenths of a year of the face at a position, all faces ordered by age, counted from 0. */
    private static int tenthsAt(List<AgeCount> ages, long position) {
        long before = 0;
        for (AgeCount age : ages) {
            before += age.getFaces();
            if (before > position) {
                return age.getTenths();
            }
        }
        throw new IllegalArgumentException("There are " + before + " faces with an age, none at " + position + ".");
    }
}
