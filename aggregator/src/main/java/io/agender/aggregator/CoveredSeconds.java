package io.agender.aggregator;

import io.agender.schemas.SecondRange;
import io.agender.schemas.WindowState;
import java.util.List;

/**
 * The seconds of a window that have a frame, as ranges. Frames mostly come in order, so there is one range and one more
 * for every gap. Where a window has more than {@value #MAX_RANGES} gaps the oldest range is settled: it stays counted,
 * but a frame that comes so late that it falls before its end adds nothing.
 */
final class CoveredSeconds {

    /** Ranges that are kept; more would make the state of a stuttering camera grow with the length of its windows. */
    static final int MAX_RANGES = 256;

    private CoveredSeconds() {}

    static void add(WindowState window, int second) {
        if (second < window.getSettledUpTo()) {
            return;
        }
        List<SecondRange> ranges = window.getCoveredSeconds();
        int at = ranges.size();
        while (at > 0 && ranges.get(at - 1).getFrom() > second) {
            at--;
        }
        // All ranges before at start at the second or earlier, the others later.
        if (at > 0 && ranges.get(at - 1).getTo() > second) {
            return;
        }
        boolean touchesBefore = at > 0 && ranges.get(at - 1).getTo() == second;
        boolean touchesAfter = at < ranges.size() && ranges.get(at).getFrom() == second + 1;
        if (touchesBefore && touchesAfter) {
            ranges.get(at - 1).setTo(ranges.remove(at).getTo());
        } else if (touchesBefore) {
            ranges.get(at - 1).setTo(second + 1);
        } else if (touchesAfter) {
            ranges.get(at).setFrom(second);
        } else {
            ranges.add(at, new SecondRange(second, second + 1));
            settle(window, ranges);
        }
    }

    /** How many of the first seconds of the window have a frame. */
    static long within(WindowState window, long seconds) {
        long covered = Math.min(window.getSettledSeconds(), seconds);
        for (SecondRange range : window.getCoveredSeconds()) {
            covered += Math.max(0, Math.min(range.getTo(), seconds) - Math.min(range.getFrom(), seconds));
        }
        return covered;
    }

    private static void settle(WindowState window, List<SecondRange> ranges) {
        if (ranges.size() > MAX_RANGES) {
            SecondRange oldest = ranges.remove(0);
            window.setSettledSeconds(window.getSettledSeconds() + oldest.getTo() - oldest.getFrom());
            window.setSettledUpTo(oldest.getTo());
        }
    }
}
