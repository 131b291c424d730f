package io.agender.dashboard.view;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.agender.schemas.CountedUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Several windows of a camera, summed up.
 *
 * @param from start of the first window
 * @param to end of the last window
 * @param sums by name the fields of a window that its schema calls sums or highest values, {@code peopleEntered} as
 *     {@code entered}: numbers, and of what is of people a {@link Cell}, null when faces are not tracked,
 *     or it is not measured; the seconds
 *     without frames include windows that are missing altogether
 * @param dwellMeanSeconds mean stay of the tracks that ended; null when none did
 * @param countedUnit what the bands count: tracks that ended, or faces
 * @param bands counts by age and gender
 */
public record TotalView(
        Instant from,
        Instant to,
        int windows,
        int withheldWindows,
        @JsonAnyGetter Map<String, Object> sums,
        long seconds,
        Double dwellMeanSeconds,
        CountedUnit countedUnit,
        List<BandView> bands) {}
