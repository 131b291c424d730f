package io.agender.audit.window;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The seconds of a window, each with all that is said of the camera's view in it. Of more than 256 stretches of seconds in
 * which the view is the same the oldest is settled: what comes for it later is not credited, as documented.
 */
final class NaiveSeconds {

    private static final int MAX_STRETCHES = 256;

    /** What a second is counted as of which several kinds are said. */
    private static final List<ViewKind> WORST_FIRST =
            List.of(ViewKind.DARK, ViewKind.OVEREXPOSED, ViewKind.BLOCKED, ViewKind.BLURRED, ViewKind.MOVED);

    private final Instant start;
    private final TreeMap<Long, Set<ViewKind>> views = new TreeMap<>();
    private long settledUpTo;

    /** How many stretches there may be at most, so that they need not be counted each time. */
    private int stretchesAtMost;

    NaiveSeconds(Instant start) {
        this.start = start;
    }

    /** Whether a frame says of itself that the camera could not see. */
    static boolean isUnsighted(FrameFaces frame) {
        return frame.getView() != null && frame.getView().getKind() != ViewKind.CLEAR;
    }

    /** Takes in a frame of the window whose picture could be read. */
    void see(FrameFaces frame) {
        long second = secondOf(frame.getCapturedAt());
        if (second < settledUpTo) {
            return;
        }
        Set<ViewKind> said = views.get(second);
        if (said == null) {
            said = EnumSet.noneOf(ViewKind.class);
            views.put(second, said);
            stretchesAtMost += 2;
        }
        if (isUnsighted(frame) && said.add(frame.getView().getKind())) {
            stretchesAtMost += 2;
        }
        settle();
    }

    /** Hears what a frame, of this window or another, says of the time since it was so. */
    void hear(FrameFaces later) {
        long since = Math.max(secondOf(later.getView().getSince()), settledUpTo);
        long until = secondOf(later.getCapturedAt());
        if (since <= until) {
            views.subMap(since, true, until, true)
                    .values()
                    .forEach(said -> said.add(later.getView().getKind()));
            stretchesAtMost += 2;
            settle();
        }
    }

    private void settle() {
        if (stretchesAtMost <= MAX_STRETCHES) {
            return;
        }
        List<Long> begins = views.tailMap(settledUpTo).keySet().stream()
                .filter(second -> second == settledUpTo || !isSameAsBefore(second))
                .toList();
        stretchesAtMost = Math.min(begins.size(), MAX_STRETCHES);
        if (begins.size() > MAX_STRETCHES) {
            long next = begins.get(begins.size() - MAX_STRETCHES);
            settledUpTo = 1 + views.lowerKey(next);
        }
    }

    private boolean isSameAsBefore(long second) {
        Set<ViewKind> before = views.get(second - 1);
        return before != null && worst(before) == worst(views.get(second));
    }

    /** A kind that this version does not know is worse than a clear view. */
    private static ViewKind worst(Set<ViewKind> said) {
        return WORST_FIRST.stream()
                .filter(said::contains)
                .findFirst()
                .orElse(said.isEmpty() ? ViewKind.CLEAR : ViewKind.UNKNOWN);
    }

    private long secondOf(Instant time) {
        return Math.floorDiv(start.until(time, ChronoUnit.MICROS), 1_000_000L);
    }

    /** Writes how many seconds there are of each kind. */
    void write(DemographicSummary summary, Instant seenUpTo) {
        Instant upTo = seenUpTo.isBefore(summary.getWindowEnd()) ? seenUpTo : summary.getWindowEnd();
        long seconds = Duration.between(start, upTo).toSeconds();
        Map<ViewKind, Long> kinds = new EnumMap<>(ViewKind.class);
        views.headMap(seconds).values().forEach(said -> kinds.merge(worst(said), 1L, Long::sum));
        long seen = kinds.values().stream().mapToLong(Long::longValue).sum();
        summary.setSecondsWithoutFrames(seconds - seen);
        summary.setSecondsImpaired(seen - kinds.getOrDefault(ViewKind.CLEAR, 0L));
        summary.setSecondsDark(kinds.getOrDefault(ViewKind.DARK, 0L));
        summary.setSecondsOverexposed(kinds.getOrDefault(ViewKind.OVEREXPOSED, 0L));
        summary.setSecondsBlocked(kinds.getOrDefault(ViewKind.BLOCKED, 0L));
        summary.setSecondsBlurred(kinds.getOrDefault(ViewKind.BLURRED, 0L));
        summary.setSecondsMoved(kinds.getOrDefault(ViewKind.MOVED, 0L));
    }
}
