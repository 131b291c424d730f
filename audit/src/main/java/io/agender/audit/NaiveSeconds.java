package io.agender.audit;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.ViewKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The seconds of a window, each looked at for its frames and for what is said of the camera's view in any of them. */
final class NaiveSeconds {

    /** What a second is counted as of which several kinds are said. */
    private static final List<ViewKind> WORST_FIRST =
            List.of(ViewKind.DARK, ViewKind.OVEREXPOSED, ViewKind.BLOCKED, ViewKind.BLURRED, ViewKind.MOVED);

    private NaiveSeconds() {}

    /** Whether a frame says of itself that the camera could not see. */
    static boolean isUnsighted(FrameFaces frame) {
        return frame.getView() != null && frame.getView().getKind() != ViewKind.CLEAR;
    }

    /** Writes how many seconds there are of each kind. */
    static void write(DemographicSummary summary, List<Placed> counted, Instant seenUpTo) {
        Instant start = summary.getWindowStart();
        Instant upTo = seenUpTo.isBefore(summary.getWindowEnd()) ? seenUpTo : summary.getWindowEnd();
        long seconds = Duration.between(start, upTo).toSeconds();
        Map<Long, Set<ViewKind>> views = new TreeMap<>();
        counted.stream().filter(Placed::isDecoded).forEach(placed -> views.computeIfAbsent(
                        Placed.secondAfter(start, placed.frame().getCapturedAt()),
                        second -> EnumSet.noneOf(ViewKind.class))
                .addAll(placed.impairments()));
        views.keySet().removeIf(second -> second >= seconds);
        summary.setSecondsWithoutFrames(seconds - views.size());
        summary.setSecondsImpaired(
                views.values().stream().filter(kinds -> !kinds.isEmpty()).count());
        Map<ViewKind, Long> worst = new EnumMap<>(ViewKind.class);
        for (ViewKind kind : WORST_FIRST) {
            int before = views.size();
            views.values().removeIf(kinds -> kinds.contains(kind));
            worst.put(kind, (long) before - views.size());
        }
        summary.setSecondsDark(worst.get(ViewKind.DARK));
        summary.setSecondsOverexposed(worst.get(ViewKind.OVEREXPOSED));
        summary.setSecondsBlocked(worst.get(ViewKind.BLOCKED));
        summary.setSecondsBlurred(worst.get(ViewKind.BLURRED));
        summary.setSecondsMoved(worst.get(ViewKind.MOVED));
    }
}
