package io.agender.dashboard.view;

import io.agender.schemas.CountedUnit;
import java.time.Instant;
import java.util.List;

/**
 * Several windows of a camera, summed up.
 *
 * @param from start of the first window
 * @param to end of the last window
 * @param secondsWithoutFrames seconds between from and to in which no frame was seen, windows that are missing altogether
 *     included
 * @param entered tracks that came; null when faces are not tracked
 * @param dwellMeanSeconds mean stay of the tracks that ended; null when none did
 * @param peakOccupancy largest number of faces in one frame
 * @param countedUnit what the bands count: tracks that ended, or faces
 * @param bands counts by age and gender
 */
public record TotalView(
        Instant from,
        Instant to,
        int windows,
        int withheldWindows,
        long framesAnalysed,
        long framesPredicted,
        long framesMissing,
        long framesUndecodable,
        long framesLate,
        long secondsWithoutFrames,
        long seconds,
        Cell entered,
        Double dwellMeanSeconds,
        int peakOccupancy,
        CountedUnit countedUnit,
        List<BandView> bands) {}
