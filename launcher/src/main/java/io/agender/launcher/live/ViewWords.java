package io.agender.launcher.live;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ViewKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with a camera's view, in words. */
final class ViewWords {

    private ViewWords() {}

    static String of(ViewKind kind) {
        return kind == ViewKind.UNKNOWN ? "for a reason that this version does not know" : word(kind);
    }

    /** As {@code 4 s dark}, for each kind; nothing of a window in which the camera saw. */
    static List<String> of(DemographicSummary window) {
        List<String> parts = new ArrayList<>();
        add(parts, window.getSecondsDark(), ViewKind.DARK);
        add(parts, window.getSecondsOverexposed(), ViewKind.OVEREXPOSED);
        add(parts, window.getSecondsBlocked(), ViewKind.BLOCKED);
        add(parts, window.getSecondsBlurred(), ViewKind.BLURRED);
        add(parts, window.getSecondsMoved(), ViewKind.MOVED);
        return parts;
    }

    private static void add(List<String> parts, long seconds, ViewKind kind) {
        if (seconds > 0) {
            parts.add(seconds + " s " + word(kind));
        }
    }

    private static String word(ViewKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
