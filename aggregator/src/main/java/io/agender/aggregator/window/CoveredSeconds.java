package io.agender.aggregator.window;

import io.agender.schemas.SecondRange;
import io.agender.schemas.ViewKind;
import io.agender.schemas.ViewSeconds;
import io.agender.schemas.WindowState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The seconds of a window that have a frame, as ranges, each with the worst that was said of the camera's view in it. Frames
 * mostly come in order and see, so there is one range and one more for every gap, and for every change of the view. Where
 * a window has more than {@value #MAX_RANGES} of them the oldest range is settled: it stays counted as it is, but what
 * comes so late that it falls before its end adds and changes nothing.
 */
final class CoveredSeconds {

    /** Ranges that are kept; more would make the state of a stuttering camera grow with the length of its windows. */
    static final int MAX_RANGES = 256;

    private CoveredSeconds() {}

    /** Takes note of a frame in a second, and of how the camera saw in it. */
    static void add(WindowState window, int second, ViewKind view) {
        if (second < window.getSettledUpTo()) {
            return;
        }
        List<SecondRange> ranges = new ArrayList<>();
        boolean placed = false;
        for (SecondRange range : window.getCoveredSeconds()) {
            if (!placed && second < range.getFrom()) {
                append(ranges, second, second + 1, view);
                placed = true;
            }
            placed |= second >= range.getFrom() && second < range.getTo();
            appendImpaired(ranges, range, second, second + 1, view);
        }
        if (!placed) {
            append(ranges, second, second + 1, view);
        }
        replace(window, ranges);
    }

    /** Takes note of how the camera saw in those of some seconds that have a frame. */
    static void impair(WindowState window, int from, int to, ViewKind view) {
        List<SecondRange> ranges = new ArrayList<>();
        window.getCoveredSeconds().forEach(range -> appendImpaired(ranges, range, from, to, view));
        replace(window, ranges);
    }

    /** How many of the first seconds of the window have a frame, by how the camera saw in them. */
    static Map<ViewKind, Long> within(WindowState window, long seconds) {
        Map<ViewKind, Long> covered = new EnumMap<>(ViewKind.class);
        long settled = Math.min(window.getSettledSeconds(), seconds);
        for (ViewSeconds impaired : window.getSettledImpaired()) {
            long some = Math.min(impaired.getSeconds(), settled);
            covered.put(impaired.getView(), some);
            settled -= some;
        }
        covered.merge(ViewKind.CLEAR, settled, Long::sum);
        for (SecondRange range : window.getCoveredSeconds()) {
            long some = Math.max(0, Math.min(range.getTo(), seconds) - Math.min(range.getFrom(), seconds));
            covered.merge(view(range), some, Long::sum);
        }
        return covered;
    }

    /** A range in up to three parts, that between the bounds no better than the view. */
    private static void appendImpaired(List<SecondRange> ranges, SecondRange range, int from, int to, ViewKind view) {
        int begin = Math.min(Math.max(from, range.getFrom()), range.getTo());
        int end = Math.min(Math.max(to, range.getFrom()), range.getTo());
        append(ranges, range.getFrom(), begin, view(range));
        append(ranges, begin, end, Sight.worse(view(range), view));
        append(ranges, end, range.getTo(), view(range));
    }

    private static ViewKind view(SecondRange range) {
        return range.getView() == null ? ViewKind.CLEAR : range.getView();
    }

    private static void append(List<SecondRange> ranges, int from, int to, ViewKind view) {
        if (from >= to) {
            return;
        }
        SecondRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (last != null && last.getTo() == from && view(last) == view) {
            last.setTo(to);
        } else {
            ranges.add(new SecondRange(from, to, Sight.isImpaired(view) ? view : null));
        }
    }

    private static void replace(WindowState window, List<SecondRange> ranges) {
        while (ranges.size() > MAX_RANGES) {
            settle(window, ranges.remove(0));
        }
        window.setCoveredSeconds(ranges);
    }

    private static void settle(WindowState window, SecondRange oldest) {
        long seconds = oldest.getTo() - oldest.getFrom();
        window.setSettledSeconds(window.getSettledSeconds() + seconds);
        window.setSettledUpTo(oldest.getTo());
        if (oldest.getView() != null) {
            ViewSeconds impaired = SortedCounts.entry(
                    window.getSettledImpaired(),
                    oldest.getView().ordinal(),
                    known -> known.getView().ordinal(),
                    missing -> new ViewSeconds(oldest.getView(), 0L));
            impaired.setSeconds(impaired.getSeconds() + seconds);
        }
    }
}
