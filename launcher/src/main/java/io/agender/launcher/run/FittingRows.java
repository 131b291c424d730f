package io.agender.launcher.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As many rows as fit: windows are summed up over the shortest of some usual times with which they do.
 *
 * @param rows in the order of the windows
 * @param step what each sums up; empty where each is a window
 */
record FittingRows(List<SummaryRow> rows, Optional<Duration> step) {

    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28));

    /** Longer than any run. */
    private static final Duration ALL = Duration.ofDays(365L * 1000);

    /** @param windows by camera, then by time */
    static FittingRows of(List<SummaryRow> windows, int most, ZoneId zone) {
        if (windows.size() <= most) {
            return new FittingRows(windows, Optional.empty());
        }
        for (Duration step : STEPS) {
            List<SummaryRow> rows = summed(windows, step, zone);
            if (rows.size() <= most && rows.size() < windows.size()) {
                return new FittingRows(rows, Optional.of(step));
            }
        }
        return new FittingRows(summed(windows, ALL, zone), Optional.of(ALL));
    }

    /** Whether a row is all that there is of a camera. */
    boolean isWhole() {
        return step.filter(ALL::equals).isPresent();
    }

    /** Hours and days are those of the reader's clock. */
    private static List<SummaryRow> summed(List<SummaryRow> windows, Duration step, ZoneId zone) {
        record Place(String camera, long step) {}
        Map<Place, SummaryRow> sums = new LinkedHashMap<>();
        for (SummaryRow window : windows) {
            sums.merge(new Place(window.name(), number(window.start(), step, zone)), window, SummaryRow::plus);
        }
        return new ArrayList<>(sums.values());
    }

    private static long number(Instant time, Duration step, ZoneId zone) {
        return Math.floorDiv(
                time.getEpochSecond() + zone.getRules().getOffset(time).getTotalSeconds(), step.toSeconds());
    }
}
